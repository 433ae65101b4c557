import type { Edges, Measured, Point, Rectangle, Size } from '../values.js';
import { MAX_POSITION, readInteger, readNumber, readNumbers } from './numbers.js';
import type { ValueType } from './value-type.js';

/**
 * Values with two spellings: pixels, as integers, and normalised ("N"), as reals.
 * Source pages: `r-coord.md`, `r-coordn.md`, `r-size.md`, `r-sizen.md`.
 */
export interface MeasuredType<T> {
	readonly pixels: ValueType<Measured<T>>;
	readonly relative: ValueType<Measured<T>>;
}

function measured<T extends object>(
	names: readonly string[],
	toValue: (numbers: readonly number[]) => T | undefined,
	toNumbers: (value: T) => readonly number[],
	condition = '',
): MeasuredType<T> {
	const type = (unit: 'pixels' | 'relative'): ValueType<Measured<T>> => ({
		form: `${names.join(',')} as ${unit === 'pixels' ? 'integers' : 'numbers'}${condition}`,
		read(text) {
			const numbers = readNumbers(text, names.length, unit === 'pixels' ? readInteger : readNumber);
			const value = numbers && toValue(numbers);
			return value && { ...value, unit };
		},
		write: (value) => toNumbers(value).join(','),
	});
	return { pixels: type('pixels'), relative: type('relative') };
}

const toPoint = ([x = 0, y = 0]: readonly number[]): Point => ({ x, y });
const fromPoint = ({ x, y }: Point) => [x, y];

/** `x,y`; a value greater than 2147483648 is an error. */
export const position = measured<Point>(
	['x', 'y'],
	(numbers) => (numbers.every((value) => value <= MAX_POSITION) ? toPoint(numbers) : undefined),
	fromPoint,
	` up to ${MAX_POSITION}`,
);

/** `width,height`; 0 leaves that dimension open. */
export const size = measured<Size>(
	['width', 'height'],
	([width = 0, height = 0]) => (width >= 0 && height >= 0 ? { width, height } : undefined),
	({ width, height }) => [width, height],
	' of at least 0',
);

/** `x,y,width,height` */
export const rectangle = measured<Rectangle>(
	['x', 'y', 'width', 'height'],
	([x = 0, y = 0, width = 0, height = 0]) => (width > 0 && height > 0 ? { x, y, width, height } : undefined),
	({ x, y, width, height }) => [x, y, width, height],
	', width and height greater than 0',
);

/** `left,top,right,bottom`; a positive amount adds, a negative one crops. */
export const edges = measured<Edges>(
	['left', 'top', 'right', 'bottom'],
	([left = 0, top = 0, right = 0, bottom = 0]) => ({ left, top, right, bottom }),
	({ left, top, right, bottom }) => [left, top, right, bottom],
);

/** `rgn=`: a rectangle in pixels of the composite; it may reach beyond it. */
export const region: ValueType<Rectangle> = {
	form: rectangle.pixels.form,
	read(text, warn) {
		const value = rectangle.pixels.read(text, warn);
		return value && { x: value.x, y: value.y, width: value.width, height: value.height };
	},
	write: (value) => [value.x, value.y, value.width, value.height].join(','),
};
