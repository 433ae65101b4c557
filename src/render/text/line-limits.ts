import type { LineLimit, TextStyle } from '../../protocol/text-document.js';

/**
 * Counts, while a text is laid out, the lines of each stretch that may have only so many
 * (`r-copy-fitting.md`).
 */
export class LineLimits {
	private readonly counts = new Map<LineLimit['stretch'], number>();
	private exceeded = false;

	/** False if some stretch has more lines than it should: smaller letters might help. */
	get kept(): boolean {
		return !this.exceeded;
	}

	/** `\copyfitmaxlines`: true of text whose stretch has all its lines already. */
	isFull({ copyfitMaxLines: limit }: TextStyle): boolean {
		const full = limit !== undefined && (this.counts.get(limit.stretch) ?? 0) >= limit.lines;
		this.exceeded ||= full;
		return full;
	}

	/** Takes note of a line, one of each stretch that has a part in it. */
	count(line: readonly { readonly style: TextStyle }[]): void {
		const limits = line.flatMap(({ style }) => [style.copyfitLines, style.copyfitMaxLines]);
		const stretches = new Map(limits.map((limit) => [limit?.stretch, limit?.lines ?? 0]));
		for (const [stretch, lines] of stretches) {
			if (stretch === undefined) continue;
			const count = (this.counts.get(stretch) ?? 0) + 1;
			this.counts.set(stretch, count);
			this.exceeded ||= count > lines;
		}
	}
}
