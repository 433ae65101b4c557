import type { Path, PathAttributes, Point } from '../../protocol/values.js';
import { polyline } from '../canvas/paths.js';

/** A part of a path that text runs along without a break. */
export interface Track {
	/** pixels */
	readonly length: number;
	/** the point after so many pixels, and where the path leads there, degrees clockwise from the right */
	at(distance: number): Point & { readonly angle: number };
}

/**
 * The used part of a text path, a track for each subpath, in the direction of the text (`r-pathattr.md`).
 * Beyond 1, the end of a closed path goes on at its start.
 */
export function pathTracks(
	path: Path,
	{ direction, start, end }: PathAttributes = { direction: 'norm', start: 0, end: 1 },
): readonly Track[] {
	const lines = path.map(({ start: first, segments, closed }) => {
		const points = polyline(first, segments);
		return withLengths(closed ? [...points, first] : points, direction === 'reverse');
	});
	if (direction === 'reverse') lines.reverse();
	const total = lines.reduce((sum, line) => sum + line.length, 0);
	const parts = [...within(lines, start * total, Math.min(1, end) * total)];
	const again = [...within(lines, 0, (end - 1) * total)];
	const [last, first] = [parts[parts.length - 1], again[0]];
	if (last && first && lines.length === 1) {
		return [...parts.slice(0, -1), joined(last, first), ...again.slice(1)];
	}
	return [...parts, ...again];
}

interface MeasuredLine {
	readonly points: readonly Point[];
	/** from the first point to each */
	readonly distances: readonly number[];
	readonly length: number;
}

function withLengths(points: readonly Point[], reversed: boolean): MeasuredLine {
	const ordered = reversed ? points.toReversed() : points;
	let length = 0;
	const distances = ordered.map((point, at) => {
		const before = ordered[at - 1] ?? point;
		length += Math.hypot(point.x - before.x, point.y - before.y);
		return length;
	});
	return { points: ordered, distances, length };
}

/** The parts of lines between two distances from the start of the first. */
function* within(lines: readonly MeasuredLine[], from: number, to: number): Generator<Track> {
	let before = 0;
	for (const line of lines) {
		const start = Math.max(0, from - before);
		const end = Math.min(line.length, to - before);
		before += line.length;
		if (end > start) yield { length: end - start, at: (distance) => pointAt(line, start + distance) };
	}
}

function joined(first: Track, second: Track): Track {
	return {
		length: first.length + second.length,
		at: (distance) => (distance <= first.length ? first.at(distance) : second.at(distance - first.length)),
	};
}

/** Beyond an end the path goes straight on. */
function pointAt({ points, distances }: MeasuredLine, distance: number): Point & { readonly angle: number } {
	let [low, high] = [1, points.length - 1];
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((distances[middle] ?? 0) >= distance) high = middle;
		else low = middle + 1;
	}
	// Points that coincide lead nowhere: the next piece with a length says where the path goes.
	while (low < points.length - 1 && distances[low] === distances[low - 1]) low++;
	const [from = { x: 0, y: 0 }, to = from] = [points[low - 1], points[low]];
	const length = Math.hypot(to.x - from.x, to.y - from.y);
	const share = length > 0 ? (distance - (distances[low - 1] ?? 0)) / length : 0;
	return {
		x: from.x + share * (to.x - from.x),
		y: from.y + share * (to.y - from.y),
		angle: (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI,
	};
}
