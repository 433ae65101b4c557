import cliProgress from 'cli-progress';
import type { Terminal } from './command.js';

/** How far a long step is; shown only where somebody watches. */
export interface Progress {
	/** @param total in the unit of `advance` */
	start(label: string, total: number): void;
	advance(amount: number): void;
	/** makes room for a line of text; what was drawn comes back below it */
	clear(): void;
	stop(): void;
}

/** To the first column, and nothing to the right of it. */
const ERASED_LINE = '\r\x1b[K';

/** @param screen a terminal; absent: nothing is drawn */
export function createProgress(screen: NodeJS.WritableStream | undefined): Progress {
	if (screen === undefined) return { start() {}, advance() {}, clear() {}, stop() {} };
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
		clear: () => void screen.write(ERASED_LINE),
		stop: () => bar.stop(),
	};
}

/** The terminal for lines that are written while something is drawn. */
export function aboveProgress({ out, error }: Terminal, progress: Progress): Terminal {
	const above = (write: (line: string) => void) => (line: string) => {
		progress.clear();
		write(line);
	};
	return { out: above(out), error: above(error) };
}
