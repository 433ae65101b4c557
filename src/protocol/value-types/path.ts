import type { Path, PathSegment, Point, Subpath } from '../values.js';
import type { ValueType } from './value-type.js';

const TOKEN = / ?(?:([MmLlCcZz])|([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,2})?))/y;

type Token = { readonly letter: string } | { readonly number: number };

function tokenize(text: string): Token[] | undefined {
	const tokens: Token[] = [];
	TOKEN.lastIndex = 0;
	while (TOKEN.lastIndex < text.length) {
		const match = TOKEN.exec(text);
		if (!match) return undefined;
		tokens.push(match[1] === undefined ? { number: Number(match[2]) } : { letter: match[1] });
	}
	return tokens;
}

interface OpenSubpath {
	readonly start: Point;
	readonly segments: PathSegment[];
	closed: boolean;
}

/**
 * Reads the documented subset of SVG path data (`M L C Z` and their relative forms) into absolute
 * coordinates. A relative `m` counts from the start of the subpath before if that was closed with
 * `z`, from its end if not, from 0,0 if there is none.
 */
function readPath(text: string): Path | undefined {
	const tokens = tokenize(text.replace(/[\s,]+/g, ' ').trim());
	if (!tokens) return undefined;
	const subpaths: OpenSubpath[] = [];
	let current: Point = { x: 0, y: 0 };
	let index = 0;

	const nextPoint = (base: Point | undefined): Point | undefined => {
		const x = tokens[index];
		const y = tokens[index + 1];
		if (!x || !y || !('number' in x) || !('number' in y)) return undefined;
		index += 2;
		return { x: (base?.x ?? 0) + x.number, y: (base?.y ?? 0) + y.number };
	};
	const nextIsNumber = () => {
		const token = tokens[index];
		return token !== undefined && 'number' in token;
	};

	while (index < tokens.length) {
		const token = tokens[index++];
		if (!token || !('letter' in token)) return undefined;
		const letter = token.letter.toUpperCase();
		const relative = letter !== token.letter;
		if (letter === 'M') {
			const start = nextPoint(relative ? current : undefined);
			if (!start) return undefined;
			subpaths.push({ start, segments: [], closed: false });
			current = start;
		}
		const subpath = subpaths.at(-1);
		if (!subpath || (subpath.closed && letter !== 'M')) return undefined;
		if (letter === 'Z') {
			subpath.closed = true;
			current = subpath.start;
			continue;
		}
		if (letter !== 'M' && !nextIsNumber()) return undefined;
		while (nextIsNumber()) {
			const base = relative ? current : undefined;
			const points = letter === 'C' ? [nextPoint(base), nextPoint(base), nextPoint(base)] : [nextPoint(base)];
			const [first, second, third] = points;
			if (letter === 'C') {
				if (!first || !second || !third) return undefined;
				subpath.segments.push({ type: 'curve', control1: first, control2: second, to: third });
				current = third;
			} else {
				if (!first) return undefined;
				subpath.segments.push({ type: 'line', to: first });
				current = first;
			}
		}
	}
	return subpaths;
}

const writePoint = ({ x, y }: Point) => `${x},${y}`;

function writeSubpath({ start, segments, closed }: Subpath): string {
	const pieces = segments.map((segment) =>
		segment.type === 'line'
			? `L${writePoint(segment.to)}`
			: `C${[segment.control1, segment.control2, segment.to].map(writePoint).join(',')}`,
	);
	return `M${writePoint(start)}${pieces.join('')}${closed ? 'Z' : ''}`;
}

/** A path; the empty one is allowed and means none (`r-clippath.md`). */
export const path: ValueType<Path> = {
	form: 'path data of M, L, C and Z, e.g. M0,0L9,0L9,9Z',
	read: readPath,
	write: (value) => value.map(writeSubpath).join(''),
};
