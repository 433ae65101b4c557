/** Where the pixels of a raster lie in the composite. */
export interface Grid {
	/** of the raster's top-left corner, in pixels of the composite */
	readonly x: number;
	readonly y: number;
	/** pixels of the composite per pixel of the raster, negative if mirrored */
	readonly stepX: number;
	readonly stepY: number;
}

/** Where the raster begins, in its own pixels from the composite's corner. */
export function phaseOf({ x, y, stepX, stepY }: Grid): { readonly x: number; readonly y: number } {
	return { x: Math.round(x / stepX), y: Math.round(y / stepY) };
}

/**
 * Random numbers that belong to the pixels of the composite, whatever part of it is drawn and however large:
 * where several pixels of the composite come to one of the raster, theirs are averaged, as scaling would do.
 */
export class Grains {
	private readonly columns: Int32Array;
	private readonly across: number;
	private readonly down: number;
	private readonly rows: Int32Array;
	/** what the average of more pixels than are sampled would vary by, as a share of what that of the sample does */
	readonly damping: number;

	/**
	 * @param width of the raster
	 * @param mostSamples a pixel and direction
	 */
	constructor(
		private readonly grid: Grid,
		width: number,
		mostSamples: number,
	) {
		const [stepX, stepY] = [Math.abs(grid.stepX), Math.abs(grid.stepY)];
		const samples = (step: number) => Math.min(mostSamples, Math.max(1, Math.round(step)));
		this.across = samples(stepX);
		this.down = samples(stepY);
		this.damping = Math.min(1, Math.sqrt(this.across / stepX)) * Math.min(1, Math.sqrt(this.down / stepY));
		this.rows = new Int32Array(this.down);
		this.columns = Int32Array.from({ length: width * this.across }, (_, at) =>
			Math.imul(pixelAt(grid.x, grid.stepX, (at + 0.5) / this.across), 0x9e3779b1),
		);
	}

	/** Says which row of the raster the averages are of. */
	startRow(y: number): void {
		const { grid, rows, down } = this;
		for (let at = 0; at < down; at++) {
			rows[at] = Math.imul(pixelAt(grid.y, grid.stepY, y + (at + 0.5) / down), 0x85ebca77);
		}
	}

	/**
	 * The average of a function of random numbers.
	 * @param salt tells independent numbers of one pixel apart
	 * @param sample of a seed
	 */
	average(x: number, salt: number, sample: (seed: number) => number): number {
		const { across, down, columns, rows } = this;
		const salted = Math.imul(salt, 0xc2b2ae3d);
		if (across === 1 && down === 1) return sample((columns[x] ?? 0) ^ (rows[0] ?? 0) ^ salted);
		let sum = 0;
		for (let j = 0; j < down; j++) {
			const seed = (rows[j] ?? 0) ^ salted;
			for (let i = 0; i < across; i++) sum += sample((columns[x * across + i] ?? 0) ^ seed);
		}
		return sum / (across * down);
	}
}

/** The composite's column or row under a place; forgives the noise of numbers where two of them meet. */
function pixelAt(start: number, step: number, place: number): number {
	return Math.floor(start + place * step + 1e-6);
}
