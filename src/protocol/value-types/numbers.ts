import type { ValueType } from './value-type.js';

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,3})?$/i;

/** Greatest value of a position (`r-restrictions-and-known-issues.md`). */
export const MAX_POSITION = 2_147_483_648;

/** @returns undefined if the text is no decimal number */
export function readNumber(text: string): number | undefined {
	if (!NUMBER.test(text)) return undefined;
	const value = Number(text);
	// a negative zero would be written back as 0
	return Number.isFinite(value) ? value || 0 : undefined;
}

/** A real where an integer is due is cut off towards 0 (the documentation itself prints such values). */
export function readInteger(text: string): number | undefined {
	const value = readNumber(text);
	return value === undefined ? undefined : Math.trunc(value) || 0;
}

/** Reads exactly `count` numbers separated by commas. */
export function readNumbers(
	text: string,
	count: number,
	readOne: (text: string) => number | undefined,
): number[] | undefined {
	const parts = text.split(',', count + 1);
	if (parts.length !== count) return undefined;
	const values: number[] = [];
	for (const part of parts) {
		const value = readOne(part);
		if (value === undefined) return undefined;
		values.push(value);
	}
	return values;
}

interface Range {
	readonly min?: number;
	readonly max?: number;
	/** the lower bound itself is no value */
	readonly above?: number;
}

function within(value: number, range: Range): boolean {
	return (
		value >= (range.min ?? Number.NEGATIVE_INFINITY) &&
		value <= (range.max ?? Number.POSITIVE_INFINITY) &&
		value > (range.above ?? Number.NEGATIVE_INFINITY)
	);
}

function rangeForm(kind: string, range: Range): string {
	if (range.above !== undefined) return `${kind} greater than ${range.above}`;
	if (range.min !== undefined && range.max !== undefined) return `${kind} from ${range.min} to ${range.max}`;
	if (range.min !== undefined) return `${kind} of at least ${range.min}`;
	return kind;
}

function number(
	kind: string,
	readOne: (text: string) => number | undefined,
	range: Range,
): ValueType<number> {
	return {
		form: rangeForm(kind, range),
		read(text) {
			const value = readOne(text);
			return value !== undefined && within(value, range) ? value : undefined;
		},
		write: String,
	};
}

export const integer = (range: Range = {}): ValueType<number> => number('an integer', readInteger, range);
export const real = (range: Range = {}): ValueType<number> => number('a number', readNumber, range);

/**
 * A number of an image operation: the documentation names the range but not what happens beyond it,
 * so it is limited, with a warning.
 */
export function limited(type: 'integer' | 'real', min: number, max: number): ValueType<number> {
	const exact = type === 'integer' ? integer() : real();
	return {
		form: rangeForm(exact.form, { min, max }),
		read(text, warn) {
			const value = exact.read(text, warn);
			return value === undefined ? undefined : clamp(value, min, max, warn);
		},
		write: String,
	};
}

/** Brings a number into its range and says so if it had to. */
export function clamp(value: number, min: number, max: number, warn: (message: string) => void): number {
	const inside = Math.min(max, Math.max(min, value));
	if (inside !== value) warn(`${value} was limited to ${inside}, the range is ${min} to ${max}`);
	return inside;
}

/** `0|1`; `true` and `false` occur in the documentation's own examples. */
export const flag: ValueType<boolean> = {
	form: '0 or 1',
	read(text) {
		const value = text.toLowerCase();
		if (value === '1' || value === 'true') return true;
		if (value === '0' || value === 'false') return false;
		return undefined;
	},
	write: (value) => (value ? '1' : '0'),
};

/** `on|off` */
export const onOff: ValueType<boolean> = {
	form: 'on or off',
	read(text) {
		const value = text.toLowerCase();
		if (value === 'on') return true;
		if (value === 'off') return false;
		return undefined;
	},
	write: (value) => (value ? 'on' : 'off'),
};
