import cliProgress from 'cli-progress';

/** How far a long step is; shown only where somebody watches. */
export interface Progress {
	/** @param total in the unit of `advance` */
	start(label: string, total: number): void;
	advance(amount: number): void;
	stop(): void;
}

/** @param screen a terminal; absent: nothing is drawn */
export function createProgress(screen: NodeJS.WritableStream | undefined): Progress {
	if (screen === undefined) return { start() {}, advance() {}, stop() {} };
	const bar = new cliProgress.SingleBar({
		stream: screen,
		format: '{bar} {percentage} % {label}',
		barsize: 30,
		barCompleteChar: '█',
		barIncompleteChar: '░',
		hideCursor: true,
		// each step leaves a line of text when it is done
		clearOnComplete: true,
		stopOnComplete: false,
	});
	return {
		start: (label, total) => bar.start(total, 0, { label }),
		advance: (amount) => bar.increment(amount),
		stop: () => bar.stop(),
	};
}
