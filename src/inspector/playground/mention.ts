/** A stretch of the editor's text. */
export interface Mention {
	readonly start: number;
	readonly end: number;
}

/** Sentences of the renderer that name a thing otherwise than the text does: what to look for instead. */
const MEANT: readonly (readonly [sentence: RegExp, commands: readonly string[]])[] = [
	[/cannot be encoded here|with all its colours|answered as SVG/, ['fmt']],
	[/Chroma down-sampling/, ['qlt']],
	[/^The mac palette/, ['quantize']],
	[/^No JPEG of at most/, ['jpegSize']],
	[/more than MaxPix|larger than allowed/, ['wid', 'hei', 'scl', 'size']],
	[/^A thumbnail needs|not as a mask/, ['req']],
];

/** Sentences of the renderer that quote the text: an image, a font. */
const QUOTED: readonly RegExp[] = [
	/^The image (\S+) cannot be/,
	/^The font (.+?) is in no font map/,
	/^A similar font is drawn for (.+?): /,
	/has no file for (.+?)(?: bold)?(?: italic)?, and/,
];

/**
 * Where a sentence about the drawn picture means something in the text. The renderer knows layers and values, not
 * the place where they were written, so it is found by the commands, images and fonts that the sentence names.
 *
 * @returns undefined: it means the whole, a record, or something beyond the text
 */
export function mentionIn(text: string, sentence: string): Mention | undefined {
	for (const quoted of QUOTED) {
		const name = quoted.exec(sentence)?.[1];
		const mention = name === undefined ? undefined : nameIn(text, name);
		if (mention !== undefined) return mention;
	}
	const meant = MEANT.find(([pattern]) => pattern.test(sentence))?.[1] ?? [];
	const named = [...sentence.matchAll(/\b([A-Za-z]+)=/g)].map(([, name = '']) => name);
	const word = /\\[a-z]+/.exec(sentence)?.[0];
	return (
		(word === undefined ? undefined : nameIn(text, word)) ??
		first([...meant, ...named], (name) => commandIn(text, name))
	);
}

/** An object is written as `Acme/mug`, or in its own catalog as `mug`. */
function nameIn(text: string, name: string): Mention | undefined {
	const written = [name, name.slice(name.indexOf('/') + 1)].find((one) => text.includes(one));
	if (written === undefined) return undefined;
	const start = text.indexOf(written);
	return { start, end: start + written.length };
}

/** A command with its value, e.g. `fmt=avif`. */
function commandIn(text: string, name: string): Mention | undefined {
	const found = new RegExp(`(?<=(?:^|[?&(\\n])[\\t ]*)${name}=[^&\\n]*`, 'i').exec(text);
	return found === null ? undefined : { start: found.index, end: found.index + found[0].length };
}

function first<T>(names: readonly string[], find: (name: string) => T | undefined): T | undefined {
	for (const name of names) {
		const found = find(name);
		if (found !== undefined) return found;
	}
	return undefined;
}
