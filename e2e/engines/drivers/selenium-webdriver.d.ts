/** What the WebKit driver uses of the package, which brings no types along. */
declare module 'selenium-webdriver' {
	export class Builder {
		usingServer(url: string): this;
		withCapabilities(capabilities: object): this;
		build(): Promise<WebDriver>;
	}

	export interface WebDriver {
		get(url: string): Promise<void>;
		/** `arguments[0]` of the script is called with the result */
		executeAsyncScript<Result>(script: string): Promise<Result>;
		/** PNG as base64 */
		takeScreenshot(): Promise<string>;
		getCapabilities(): Promise<{ getBrowserVersion(): string }>;
		manage(): { setTimeouts(timeouts: { readonly script: number }): Promise<void> };
		quit(): Promise<void>;
	}
}
