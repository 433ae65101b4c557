/** After the page's own images: nothing slow should run in the worker while they pass. */
export function whenIdle(task: () => void): void {
	if (document.readyState !== 'complete')
		window.addEventListener('load', () => whenIdle(task), { once: true });
	else (window.requestIdleCallback ?? setTimeout)(task);
}
