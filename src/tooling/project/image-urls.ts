/** An image URL as it stands in a page, a style sheet, a program or a list. */
export interface FoundImage {
	/** without the escapes of HTML and JSON; begins with the origin if one is there, else with `/` */
	readonly url: string;
	/** e.g. `https://images.example.com`; absent: the page's own, or put together by the program */
	readonly origin?: string;
	/** the catalog; absent: put together by the program */
	readonly rootId?: string;
	/** whether it can be asked for as it stands, apart from a missing origin */
	readonly isWhole: boolean;
}

const ROOT = '/is/image/';

/** Longest origin that is looked for, in characters. */
const MAX_ORIGIN = 300;

/** Where a URL ends in any language: white space, quotes, tags, backslashes. */
const END = /[\s"'`<>\\]|$/g;

/** Pieces that a template engine or a program fills in. */
const PLACEHOLDER = /\$\{|\{\{|\{%|<%|#\{|\[\[/;

/**
 * Finds the image URLs in a text of any kind.
 *
 * @see `r-is-http-syntax.md`
 */
export function findImages(text: string): readonly FoundImage[] {
	const plain = text.includes('\\/') ? text.replaceAll('\\/', '/') : text;
	const found: FoundImage[] = [];
	for (let at = plain.indexOf(ROOT); at >= 0; at = plain.indexOf(ROOT, at + ROOT.length)) {
		const before = plain.slice(Math.max(0, at - MAX_ORIGIN), at);
		const [, host] = /(?:https?:)?\/\/([\w.-]+(?::\d+)?)$/i.exec(before) ?? [];
		const [, protocol = 'https'] = /(https?):\/\/[\w.:-]+$/i.exec(before) ?? [];
		const origin = host && `${protocol.toLowerCase()}://${host.toLowerCase()}`;
		// a quote may be written as an entity, and an entity ends with what could be the end of a sentence
		const path = withoutTail(untilEnd(decodeEntities(untilEnd(plain, at)), 0));
		const [, rootId = ''] = /^\/is\/image\/([\w-]+)(?=[/?]|$)/.exec(path) ?? [];
		const object = path.slice(ROOT.length).replace(/\?.*$/s, '');
		const isOwn = /(^|["'`(=,\s>])$/.test(before);
		found.push({
			url: `${origin ?? ''}${path}`,
			...(origin && { origin }),
			...(rootId !== '' && { rootId }),
			isWhole: (origin !== undefined || isOwn) && /[^/]$/.test(object) && !PLACEHOLDER.test(path),
		});
	}
	return found;
}

function untilEnd(text: string, start: number): string {
	END.lastIndex = start;
	return text.slice(start, END.exec(text)?.index);
}

/** What follows a URL in a style sheet or a `srcset`: a bracket that was opened before it, a comma. */
function withoutTail(text: string): string {
	let depth = 0;
	for (const [index, character] of [...text].entries()) {
		if (character === '(') depth += 1;
		else if (character === ')' && --depth < 0) return [...text].slice(0, index).join('');
	}
	return text.replace(/[,;.]+$/, '');
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', quot: '"', apos: "'", lt: '<', gt: '>' };

function decodeEntities(text: string): string {
	return text.replace(/&(?:#(\d{1,6})|#x([\da-f]{1,5})|(amp|quot|apos|lt|gt));/gi, (_, decimal, hex, name) =>
		name
			? (ENTITIES[name.toLowerCase()] ?? '')
			: String.fromCodePoint(Number.parseInt(decimal ?? hex, decimal ? 10 : 16)),
	);
}
