import type { Color, Rectangle, Size } from '../protocol/values.js';
import { cssColor } from './color.js';
import type { ViewGeometry } from './view.js';

/** Size of an SVG that says nothing about it: what browsers give a replaced element. */
const DEFAULT_SIZE: Size = { width: 300, height: 150 };

export const SVG_TYPE = 'image/svg+xml';

/**
 * Natural size of an SVG document: width and height of its root, else its viewBox, else 300 x 150.
 * @param text the document
 */
export function svgSize(text: string): Size {
	const root = findRoot(text);
	if (!root) return DEFAULT_SIZE;
	const attribute = (name: string) => readAttribute(root.tag, name);
	const width = length(attribute('width'));
	const height = length(attribute('height'));
	const box = viewBox(attribute('viewBox'));
	const ratio = box ? box.width / box.height : DEFAULT_SIZE.width / DEFAULT_SIZE.height;
	if (width !== undefined) return { width, height: height ?? width / ratio };
	if (height !== undefined) return { width: height * ratio, height };
	return box ? { width: box.width, height: box.height } : DEFAULT_SIZE;
}

/**
 * The document as an image of the view's size: the original becomes an inner `svg` at the picture's place,
 * on a background. What stands before the root (declaration, DOCTYPE with its entities, comments) stays in
 * front, where XML wants it.
 * @param text the document
 * @param natural its natural size, the composite of the view
 * @returns the new document; undefined if there is no root
 */
export function svgView(text: string, natural: Size, view: ViewGeometry, background: Color): string | undefined {
	const root = findRoot(text);
	if (!root) return undefined;
	const { reply, window, picture } = view;
	const prolog = text.slice(0, root.start).replace(/(<!DOCTYPE\s+)[^\s[>]+/i, '$1svg');
	const box = readAttribute(root.tag, 'viewBox') ?? `0 0 ${natural.width} ${natural.height}`;
	const inner = writeAttributes(root.tag, {
		x: picture.x,
		y: picture.y,
		width: picture.width,
		height: picture.height,
		viewBox: box,
		preserveAspectRatio: 'none',
	});
	const ending = root.empty ? '' : text.slice(root.start + root.tag.length).trimEnd();
	return [
		prolog,
		`<svg xmlns="http://www.w3.org/2000/svg" width="${reply.width}" height="${reply.height}" viewBox="0 0 ${reply.width} ${reply.height}">`,
		`<rect width="100%" height="100%" fill="${cssColor(background, 1)}"/>`,
		`<svg ${place(window)} viewBox="${window.x} ${window.y} ${window.width} ${window.height}">`,
		inner,
		ending,
		'</svg></svg>',
	].join('');
}

function place(area: Rectangle): string {
	return `x="${area.x}" y="${area.y}" width="${area.width}" height="${area.height}"`;
}

interface Root {
	readonly start: number;
	/** the whole start tag, brackets included */
	readonly tag: string;
	/** `<svg ... />` */
	readonly empty: boolean;
}

/** Markup that may hold a `<svg` that is not the root, and quoted values that may hold a `>`. */
const PROLOG = /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!DOCTYPE[^[>]*(?:\[[\s\S]*?\]\s*)?>|<([A-Za-z_][\w.-]*:)?svg(?=[\s/>])(?:"[^"]*"|'[^']*'|[^"'>])*>/gi;

function findRoot(text: string): Root | undefined {
	for (const match of text.matchAll(PROLOG)) {
		const [tag] = match;
		if (/^<[!?]/.test(tag)) continue;
		return { start: match.index, tag, empty: tag.endsWith('/>') };
	}
	return undefined;
}

function attributePattern(name: string): RegExp {
	return new RegExp(`\\s${name}\\s*=\\s*("[^"]*"|'[^']*')`);
}

function readAttribute(tag: string, name: string): string | undefined {
	return attributePattern(name).exec(tag)?.[1]?.slice(1, -1).trim();
}

function writeAttributes(tag: string, values: Readonly<Record<string, string | number>>): string {
	const kept = Object.keys(values).reduce((rest, name) => rest.replace(attributePattern(name), ''), tag);
	const written = Object.entries(values).map(([name, value]) => ` ${name}="${value}"`);
	return kept.replace(/^<[^\s/>]+/, (start) => start + written.join(''));
}

const PIXELS_PER_UNIT: Readonly<Record<string, number>> = {
	'': 1,
	px: 1,
	pt: 4 / 3,
	pc: 16,
	in: 96,
	cm: 96 / 2.54,
	mm: 9.6 / 2.54,
};

/** A length in pixels; percentages and font-relative units say nothing about the natural size. */
function length(value: string | undefined): number | undefined {
	const match = /^([\d.]+(?:e[+-]?\d+)?)([a-z]*)$/i.exec(value ?? '');
	const unit = PIXELS_PER_UNIT[(match?.[2] ?? '-').toLowerCase()];
	const pixels = Number(match?.[1]) * (unit ?? Number.NaN);
	return pixels > 0 && Number.isFinite(pixels) ? pixels : undefined;
}

function viewBox(value: string | undefined): Size | undefined {
	const [, , width = 0, height = 0] = (value ?? '').split(/[\s,]+/).map(Number);
	return width > 0 && height > 0 ? { width, height } : undefined;
}
