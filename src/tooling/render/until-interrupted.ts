/** Settles when the user ends the program, which then ends by itself instead of being killed. */
export function untilInterrupted(): Promise<void> {
	return new Promise((resolve) => {
		const end = () => {
			for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, end);
			resolve();
		};
		for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, end);
	});
}
