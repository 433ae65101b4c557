/** What is computed pixel by pixel; its script is loaded when it is first needed. */
export function loadFilters(): Promise<typeof import('./filters.js')> {
	return import('./filters.js');
}
