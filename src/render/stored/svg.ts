import type { Color, Rectangle, Size } from '../../protocol/values.js';
import { cssColor } from '../canvas/color.js';
import { roundSize } from '../geometry/rounding.js';
import type { ViewGeometry } from '../view/view.js';

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
	if (width !== undefined) return roundSize(width, height ?? width / ratio);
	if (height !== undefined) return roundSize(height * ratio, height);
	return box ? roundSize(box.width, box.height) : DEFAULT_SIZE;
}

/**
 * The document as an image of the view's size: the original becomes an inner `svg` at the picture's place,
 * on a background. What stands before the root (declaration, DOCTYPE with its entities, comments) stays in
 * front, where XML wants it.
 * @param text the document
 * @param natural its natural size, the composite of the view
 * @param background undefined: transparent
 * @returns the new document, to be stored as UTF-8; undefined if `text` has no root
 */
export function svgView(
	text: string,
	natural: Size,
	view: ViewGeometry,
	background: Color | undefined,
): string | undefined {
	const root = findRoot(text);
	if (!root) return undefined;
	const { reply, window, picture } = view;
	return [
		text.slice(0, root.start).replace(ENCODING, ''),
		`<svg xmlns="http://www.w3.org/2000/svg" width="${reply.width}" height="${reply.height}">`,
		background ? `<rect width="100%" height="100%" fill="${cssColor(background, 1)}"/>` : '',
		// Inner svg elements clip to their rectangle: this one cuts the picture to the view, ...
		`<svg ${place(window)} viewBox="${window.x} ${window.y} ${window.width} ${window.height}">`,
		// ... this one scales it, by different factors for fit=stretch, whatever the original's own viewBox says.
		`<svg ${place(picture)} viewBox="0 0 ${natural.width} ${natural.height}" preserveAspectRatio="none">`,
		withPlace(root.tag, natural),
		root.empty ? '' : text.slice(root.start + root.tag.length).trimEnd(),
		'</svg></svg></svg>',
	].join('');
}

function place(area: Rectangle): string {
	return `x="${area.x}" y="${area.y}" width="${area.width}" height="${area.height}"`;
}

/** The start tag with the natural size in pixels, since percentages would now mean the new parent. */
function withPlace(tag: string, natural: Size): string {
	const rest = ['x', 'y', 'width', 'height'].reduce(
		(kept, name) => kept.replace(attributePattern(name), ''),
		tag,
	);
	return rest.replace(/^<[^\s/>]+/, (start) => `${start} ${place({ x: 0, y: 0, ...natural })}`);
}

/** The pseudo-attribute of the XML declaration. */
const ENCODING = /\s+encoding\s*=\s*["']([\w.-]+)["']/;

/** The characters of a stored SVG, by its byte order mark or its XML declaration, else UTF-8. */
export function svgText(bytes: Uint8Array): string {
	const [first, second] = bytes;
	if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
	if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
	const start = String.fromCharCode(...bytes.subarray(0, 200));
	const label = start.startsWith('<?xml') ? ENCODING.exec(start)?.[1] : undefined;
	try {
		return new TextDecoder(label).decode(bytes);
	} catch {
		return new TextDecoder().decode(bytes);
	}
}

interface Root {
	readonly start: number;
	/** the whole start tag, brackets included */
	readonly tag: string;
	/** `<svg ... />` */
	readonly empty: boolean;
}

/** The root's start tag, or markup before it that may hold something like one. */
const MARKUP =
	/<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!DOCTYPE[^[>]*(?:\[[\s\S]*?\]\s*)?>|<(?:[\w.-]+:)?svg(?=[\s/>])(?:"[^"]*"|'[^']*'|[^"'>])*>/g;

function findRoot(text: string): Root | undefined {
	for (const match of text.matchAll(MARKUP)) {
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
