/** What writes the bytes of picture files itself; its script is loaded when it is first needed. */
export function loadFileWriters(): Promise<typeof import('./file-writers.js')> {
	return import('./file-writers.js');
}
