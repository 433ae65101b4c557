/** One browser with one tab, whatever protocol it is driven by. */
export interface Driver {
	/** e.g. `Firefox 153.7.0` */
	readonly version: string;
	/** Resolves when the page has loaded. */
	goto(url: string): Promise<void>;
	/**
	 * Runs a JavaScript expression in the page.
	 *
	 * @returns what its promise resolves to, a string
	 * @throws if its promise rejects
	 */
	run(expression: string): Promise<string>;
	/** What the tab shows, as PNG; a pixel of it is a CSS pixel. */
	screenshot(): Promise<Uint8Array>;
	/**
	 * Ends service workers as the engine ends idle ones. The tab is at `about:blank`, for some engines keep
	 * a worker as long as there is a page of its site.
	 */
	endWorkers(): Promise<void>;
	close(): Promise<void>;
}

export type StartDriver = () => Promise<Driver>;
