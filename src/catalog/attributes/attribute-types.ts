import type { AttributeValue } from '../../protocol/catalogs.js';
import type { Color, Quality, Size } from '../../protocol/values.js';

/**
 * How one kind of attribute value is read. `undefined` means the value says nothing
 * (`c-common-data-types.md`): validation refuses it unless it is empty, inheritance goes on.
 */
export interface AttributeType<T> {
	/** what is right, in words: `found …; expected a colour as RRGGBB in hex` */
	readonly form: string;
	parse(text: string): T | undefined;
}

/** Numbers and booleans are as welcome in JSON as the strings of an .ini file; a boolean is a flag. */
export function attributeValueText(value: AttributeValue): string {
	return typeof value === 'boolean' ? String(Number(value)) : String(value).trim();
}

export const text: AttributeType<string> = { form: 'a string', parse: (value) => value || undefined };

/** An enumeration: the documented spelling -> what later floors read. */
export function choice<const T extends string | number | boolean>(
	options: Readonly<Record<string, T>>,
): AttributeType<T> {
	return {
		form: `one of ${Object.keys(options).join(', ')}`,
		parse: (value) => (Object.hasOwn(options, value) ? options[value] : undefined),
	};
}

/** `r-flag.md`: anything but 0 and 1 is unspecified. */
export const flag = choice({ 0: false, 1: true });

/** A finite decimal number, exponent allowed; `''` and hex notation are none. */
export function parseReal(value: string): number | undefined {
	if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value)) return undefined;
	const number = Number(value);
	return Number.isFinite(number) ? number : undefined;
}

export function integer(minimum: number, maximum = Number.MAX_SAFE_INTEGER): AttributeType<number> {
	return {
		form:
			maximum === Number.MAX_SAFE_INTEGER
				? `a whole number from ${minimum}`
				: `a whole number from ${minimum} to ${maximum}`,
		parse(value) {
			const number = /^[+-]?\d{1,15}$/.test(value) ? Number(value) : undefined;
			return number !== undefined && number >= minimum && number <= maximum ? number : undefined;
		},
	};
}

export const positiveReal: AttributeType<number> = {
	form: 'a number above 0',
	parse(value) {
		const number = parseReal(value);
		return number !== undefined && number > 0 ? number : undefined;
	},
};

/** Time to live in hours; 0 expires at once, -1 never (`r-expiration.md`). */
export const hours: AttributeType<number> = {
	form: 'hours as a number from 0, or -1 for never',
	parse(value) {
		const number = parseReal(value);
		return number !== undefined && (number >= 0 || number === -1) ? number : undefined;
	},
};

/** `w,h` in pixels; a 0 leaves that direction unconstrained. */
export const size: AttributeType<Size> = {
	form: 'width and height in pixels, e.g. 400,400',
	parse(value) {
		const match = /^(\d{1,9})\s*,\s*(\d{1,9})$/.exec(value);
		return match === null ? undefined : { width: Number(match[1]), height: Number(match[2]) };
	},
};

/** Hex RGB with or without `0x`: catalogs know no other colour notation (`r-is-cat-color.md`). */
export const color: AttributeType<Color> = {
	form: 'a colour as RRGGBB in hex, e.g. ffffff',
	parse(value) {
		const match = /^(?:0x)?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(value);
		if (match === null) return undefined;
		const [red, green, blue] = match.slice(1).map((pair) => Number.parseInt(pair, 16));
		if (red === undefined || green === undefined || blue === undefined) return undefined;
		return { red, green, blue, alpha: 1, type: 'rgb', sourceSpace: false };
	},
};

/** `quality[,chroma]`: 1 to 100; chroma 1 switches chroma down-sampling off (`r-jpegquality.md`). */
export const quality: AttributeType<Quality> = {
	form: 'a quality from 1 to 100 and 0 or 1, e.g. 80,0',
	parse(value) {
		const match = /^(\d{1,3})\s*(?:,\s*([01])\s*)?$/.exec(value);
		const number = Number(match?.[1]);
		if (match === null || number < 1 || number > 100) return undefined;
		return { quality: number, fullChroma: match[2] === '1' };
	},
};

/** A catalog entry or a file path; commas are not permitted, not even encoded (`r-object.md`). */
export const object: AttributeType<string> = {
	form: 'an object such as Acme/no-image, without a comma',
	parse: (value) => (value === '' || /,|%2c/i.test(value) || namesHost(value) ? undefined : value),
};

/** A folder or file below the shop's own origin. */
export const path: AttributeType<string> = {
	form: "a path on the shop's own origin, e.g. /fallback/",
	parse: (value) => (value === '' || namesHost(value) ? undefined : value),
};

/** Whether it leads to another origin: `https://x`, `//x`. */
export function namesHost(value: string): boolean {
	return /^\s*([a-z][a-z0-9+.-]*:)?\/\//i.test(value);
}

/** `r-defaultext.md`: a period and at least one character. */
export const extension: AttributeType<string> = {
	form: 'a file suffix with its period, e.g. .png',
	parse: (value) => (/^\.[^./\\]+$/.test(value) ? value : undefined),
};

/** `r-rooturl.md` names HTTP, HTTPS and FTP, another page only HTTP; browsers fetch the first two. */
export const url: AttributeType<string> = {
	form: 'an absolute http or https URL',
	parse: (value) => (/^https?:\/\/[^\s/?#]+\S*$/i.test(value) ? value : undefined),
};
