import type { Paragraph, TextDocument, TextRun, TextStyle } from '../text-document.js';
import type { Color } from '../values.js';
import { decodeBytes } from './code-page.js';
import { type RtfToken, rtfTokens } from './lexer.js';
import {
	type CharacterFormat,
	type ColorTable,
	type DocumentFormat,
	type FontEntry,
	initialCharacterFormat,
	initialParagraphFormat,
	lineSpacing,
	type ParagraphFormat,
	type TextRenderer,
} from './state.js';
import { ColorTableReader, CommandColorTableReader, FontTableReader } from './tables.js';
import { FORMAT_WORDS } from './words.js';

/** Reads RTF, or plain text, which is RTF without commands. Any string gives a document. */
export function readRtf(source: string, renderer: TextRenderer): TextDocument {
	const reader = new Reader(renderer);
	for (const token of rtfTokens(source)) reader.take(token);
	return { ...reader.finish(), source };
}

/**
 * The different alignments that a text asks for outright, as `\ql`, `\qc` or `\qr`. A layer that
 * takes its size from its text may have only one.
 */
export function explicitAlignments(source: string): ReadonlySet<string> {
	const words = new Set<string>();
	for (const token of rtfTokens(source)) {
		if (token.type === 'word' && /^q[lcr]$/.test(token.name)) words.add(token.name);
	}
	return words;
}

/** Groups whose text is no text of the picture. */
const SKIPPED = new Set(
	`cmykcolortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr footerf
	footnote annotation fldinst listtable listoverridetable revtbl rsidtbl generator filetbl xe tc`.split(
		/\s+/,
	),
);

const BLACK: Color = { red: 0, green: 0, blue: 0, alpha: 1, type: 'rgb', sourceSpace: false };
const BREAKS: Readonly<Record<string, string>> = { '~': '\u00a0', _: '\u2011', '-': '\u00ad' };

/** Where text goes while a group is open: to the picture, into a table, or nowhere. */
type Destination = { take(token: RtfToken): void } | 'body' | 'skipped';

interface Group {
	readonly character: CharacterFormat;
	readonly paragraph: ParagraphFormat;
	readonly destination: Destination;
}

class Reader {
	character = initialCharacterFormat();
	paragraph = initialParagraphFormat();
	readonly document: DocumentFormat = {
		verticalAlign: 'top',
		margins: { left: 0, top: 0, right: 0, bottom: 0 },
		vertical: false,
		stretches: 0,
	};
	#destination: Destination = 'body';
	/** `\*` came just before: skip the group unless its word is known */
	#optional = false;
	readonly #groups: Group[] = [];
	readonly #fonts: Map<number, FontEntry>[] = [];
	readonly #colors: ColorTable[] = [];
	readonly #commandColors: ColorTable[] = [];

	readonly #paragraphs: Paragraph[] = [];
	#runs: { text: string; style: TextStyle; key: string }[] = [];
	/** formatting at the last character: it holds for a paragraph that no `\par` ends */
	#lastFormat = this.paragraph;
	/** fallback characters of `\u` still to be skipped */
	#skip = 0;
	#bytes: number[] = [];
	#latest: { character: CharacterFormat; tables: number; style: TextStyle; key: string } | undefined;

	constructor(readonly renderer: TextRenderer) {}

	take(token: RtfToken): void {
		if (token.type !== 'byte') this.#flushBytes();
		switch (token.type) {
			case 'open':
				this.#skip = 0;
				this.#groups.push({
					character: { ...this.character },
					paragraph: { ...this.paragraph },
					destination: this.#destination,
				});
				return;
			case 'close':
				this.#close();
				return;
			case 'word':
				this.#word(token.name, token.parameter, token);
				return;
			case 'symbol':
				this.#symbol(token.character);
				return;
			case 'byte':
				if (this.#skip > 0) this.#skip--;
				else if (this.#destination === 'body') this.#bytes.push(token.value);
				return;
			case 'text':
				if (typeof this.#destination === 'object') this.#destination.take(token);
				else this.#text(token.text);
		}
	}

	finish(): TextDocument {
		this.#flushBytes();
		if (this.#runs.length > 0 || this.#paragraphs.length === 0) this.#endParagraph(this.#lastFormat);
		const { verticalAlign, margins, vertical } = this.document;
		const hasMargins = Object.values(margins).some((value) => value !== 0);
		return {
			paragraphs: this.#paragraphs,
			verticalAlign,
			...(hasMargins && { margins }),
			...(vertical && { flow: 'vertical' as const }),
		};
	}

	#close(): void {
		this.#skip = 0;
		const group = this.#groups.pop();
		// a brace too many: nothing to go back to
		if (!group) return;
		this.character = group.character;
		this.paragraph = group.paragraph;
		this.#destination = group.destination;
	}

	#word(name: string, parameter: number | undefined, token: RtfToken): void {
		const optional = this.#optional;
		this.#optional = false;
		if (this.#skip > 0) {
			this.#skip--;
			return;
		}
		if (typeof this.#destination === 'object') this.#destination.take(token);
		if (this.#destination !== 'body') return;
		if (this.#openDestination(name, optional)) return;
		if (name === 'par') this.#endParagraph(this.paragraph);
		else if (name === 'line') this.#append('\n');
		else if (name === 'u') this.#unicode(parameter ?? 0);
		else {
			const word = FORMAT_WORDS.get(name);
			if (!word || (word.only && word.only !== this.renderer)) return;
			word.apply(this, parameter);
			if (this.#runs.length === 0) this.#lastFormat = { ...this.paragraph };
		}
	}

	/** True if the word says that the group holds no text of the picture. */
	#openDestination(name: string, optional: boolean): boolean {
		if (name === 'fonttbl') {
			const reader = new FontTableReader();
			this.#fonts.push(reader.fonts);
			this.#destination = reader;
		} else if (name === 'colortbl') {
			const reader = new ColorTableReader();
			this.#colors.push(reader.colors);
			this.#destination = reader;
		} else if (name === 'iscolortbl' && this.renderer === 'textPs') {
			const reader = new CommandColorTableReader();
			this.#commandColors.push(reader.colors);
			this.#destination = reader;
		} else if (optional || SKIPPED.has(name) || name === 'iscolortbl') {
			this.#destination = 'skipped';
		} else {
			return false;
		}
		return true;
	}

	#symbol(character: string): void {
		if (character === '*') {
			this.#optional = true;
			return;
		}
		if (typeof this.#destination === 'object') return;
		if (this.#skip > 0) this.#skip--;
		else if ('\\{}'.includes(character)) this.#text(character);
		// `text=` has no optional hyphen
		else if (character !== '-' || this.renderer === 'textPs') this.#append(BREAKS[character] ?? '');
	}

	#unicode(code: number): void {
		this.#append(String.fromCharCode(code & 0xffff));
		this.#skip = this.character.fallbackLength;
	}

	#text(text: string): void {
		const skipped = Math.min(this.#skip, text.length);
		this.#skip -= skipped;
		this.#append(text.slice(skipped));
	}

	#flushBytes(): void {
		if (this.#bytes.length === 0) return;
		const bytes = this.#bytes;
		this.#bytes = [];
		this.#append(decodeBytes(bytes, this.#font()?.charset ?? 0));
	}

	#append(text: string): void {
		this.#optional = false;
		if (text === '' || this.#destination !== 'body') return;
		this.#lastFormat = { ...this.paragraph };
		const { style, key } = this.#styleAndKey();
		const last = this.#runs.at(-1);
		if (last?.key === key) last.text += text;
		else this.#runs.push({ text, style, key });
	}

	/** A word often says again what holds already: the latest style is made once. */
	#styleAndKey(): { readonly style: TextStyle; readonly key: string } {
		const tables = this.#fonts.length + this.#colors.length + this.#commandColors.length;
		if (this.#latest?.tables === tables && isEqual(this.#latest.character, this.character)) {
			return this.#latest;
		}
		const style = this.#style();
		this.#latest = { character: { ...this.character }, tables, style, key: JSON.stringify(style) };
		return this.#latest;
	}

	#endParagraph(format: ParagraphFormat): void {
		const { lineTwips: _, lineMultiple: __, ...plain } = format;
		const spacing = lineSpacing(format);
		const runs: TextRun[] = this.#runs.map(({ text, style }) => ({ text, style }));
		this.#paragraphs.push({ ...defined(plain), runs, ...(spacing && { lineSpacing: spacing }) });
		this.#runs = [];
	}

	#font(): FontEntry | undefined {
		const { fontIndex } = this.character;
		if (fontIndex === undefined) return undefined;
		return this.#fonts.map((table) => table.get(fontIndex)).findLast((entry) => entry);
	}

	#style(): TextStyle {
		const { fontIndex: _, colorIndex, fallbackLength: __, ...plain } = this.character;
		const tables = [...this.#commandColors, ...this.#colors];
		const color = tables.map((table) => table.get(colorIndex)).find((entry) => entry) ?? BLACK;
		const font = this.#font();
		return { ...defined(plain), color, ...(font && { font: font.name }) };
	}
}

function isEqual<T extends object>(a: T, b: T): boolean {
	const keys = Object.keys(a) as (keyof T)[];
	return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}

/** Without the properties that are at their default. */
function defined<T extends object>(format: T): { [Key in keyof T]: Exclude<T[Key], undefined> } {
	return Object.fromEntries(Object.entries(format).filter(([, value]) => value !== undefined)) as {
		[Key in keyof T]: Exclude<T[Key], undefined>;
	};
}
