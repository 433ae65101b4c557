/** A part of a page that shows pictures and is no `<img>`. */
export interface Place {
	/** absolute URLs of the pictures that it names */
	readonly urls: readonly string[];
	/**
	 * Makes it ask for one of them again.
	 *
	 * @param other another spelling of the same address
	 */
	refresh(url: string, other?: string): void;
	/** It shows what it once got for an address as long as anything in the document does. */
	readonly isStyle: boolean;
}

/** Elements that name one picture, and the attribute in which. */
const ELEMENTS = [
	['image', 'href'],
	['image', 'xlink:href'],
	['input[type=image]', 'src'],
	['video', 'poster'],
] as const;

/** Elements whose own style may name a picture. */
const STYLED = '[style*="url(" i], [style*="image-set(" i]';

/**
 * What shows pictures besides `<img>`: SVG, posters, image buttons, and all that style sheets draw. Style sheets
 * of other origins cannot be read, and what is in shadow roots is not seen.
 */
export function* placesOf(root: Document): Generator<Place> {
	yield* elementsOf(root);
	for (const element of root.querySelectorAll<HTMLElement | SVGElement>(STYLED)) {
		yield* placesOfStyle(element.style, root.baseURI);
	}
	for (const sheet of [...root.styleSheets, ...(root.adoptedStyleSheets ?? [])]) {
		yield* placesOfSheet(sheet, root.baseURI);
	}
}

/**
 * Makes these places ask for a picture again.
 *
 * @param other how styles are to spell its address
 */
export function refreshPlaces(places: readonly Place[], url: string, other = url): void {
	for (const place of places) {
		try {
			place.refresh(url, place.isStyle ? other : url);
		} catch (error) {
			// an odd one must not keep the others from it
			console.debug('[image-understudy]', error);
		}
	}
}

/** Those of them that are elements: SVG images, posters, image buttons. */
export function* elementsOf(root: Document): Generator<Place> {
	for (const [selector, attribute] of ELEMENTS) {
		for (const element of root.querySelectorAll(selector)) {
			const node = element.getAttributeNode(attribute);
			if (node === null) continue;
			const urls = resolve([node.value], root.baseURI);
			const refresh = () => {
				if (node.ownerElement !== element) return;
				// Firefox and WebKit take no notice of a value that stays the same; the node keeps its namespace
				element.removeAttributeNode(node);
				element.setAttributeNode(node);
			};
			yield { urls, refresh, isStyle: false };
		}
	}
}

function* placesOfSheet(sheet: CSSStyleSheet, pageUrl: string): Generator<Place> {
	try {
		yield* placesOfRules(sheet.cssRules, sheet.href ?? pageUrl);
	} catch {
		// of another origin
	}
}

function* placesOfRules(rules: Iterable<CSSRule>, base: string): Generator<Place> {
	for (const rule of rules) {
		// a font rule that is set anew takes its font away for a moment
		if ('style' in rule && !(rule instanceof CSSFontFaceRule))
			yield* placesOfStyle(rule.style as CSSStyleDeclaration, base);
		if ('cssRules' in rule) yield* placesOfRules(rule.cssRules as CSSRuleList, base);
		const { styleSheet } = rule as Partial<CSSImportRule>;
		if (styleSheet) yield* placesOfSheet(styleSheet, base);
	}
}

const CSS_URL = /url\(\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([^)\s]*))\s*\)/g;

function* placesOfStyle(style: CSSStyleDeclaration, base: string): Generator<Place> {
	const urls = urlsIn(style.cssText, base);
	if (urls.length === 0) return;
	yield { urls, refresh: (url, other = url) => refreshStyle(style, base, url, other), isStyle: true };
}

/** The declarations that name the picture are looked at again; what moves and fades by the others goes on. */
function refreshStyle(style: CSSStyleDeclaration, base: string, url: string, other: string): void {
	// as it is by now: the shop, or another picture of it that was healed, may have changed it
	const before = [...style].map((name) => ({
		name,
		value: style.getPropertyValue(name),
		priority: style.getPropertyPriority(name),
	}));
	const declarations = before.filter(({ value }) => urlsIn(value, base).includes(url));
	const respelled = (text: string) =>
		text.replace(CSS_URL, (written, ...forms) =>
			resolve([nameIn(forms.slice(0, 3))], base)[0] === url ? `url("${escapeText(other)}")` : written,
		);
	const { cssText } = style;
	// of a shorthand with a `var()` beside the picture, browsers tell no parts
	const isTold = declarations.length > 0;
	// a browser looks at a declaration again only if it was away; nothing is drawn in between
	if (isTold) for (const { name } of declarations) style.removeProperty(name);
	else style.cssText = '';
	// WebKit, only if the styles of the page were worked out while it was
	document.documentElement.getBoundingClientRect();
	if (!isTold) style.cssText = respelled(cssText);
	for (const { name, value, priority } of declarations) style.setProperty(name, respelled(value), priority);
}

/** Absolute URLs of what a style names. */
function urlsIn(text: string, base: string): string[] {
	return resolve(
		[...text.matchAll(CSS_URL)].map(([, ...forms]) => nameIn(forms)),
		base,
	);
}

/** @param forms what stands in `url()`: in double quotes, in single ones, in none */
function nameIn(forms: readonly (string | undefined)[]): string {
	return (forms.find((form) => form !== undefined) ?? '').replace(/\\(.)/g, '$1');
}

function escapeText(url: string): string {
	return url.replace(/["\\]/g, '\\$&');
}

function resolve(names: readonly string[], base: string): string[] {
	return names.flatMap((name) => (URL.canParse(name, base) ? [new URL(name, base).href] : []));
}
