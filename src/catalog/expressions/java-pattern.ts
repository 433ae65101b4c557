import { ANY_CHARACTER, type CharacterSet, characterSet, literalSet, posixRange } from './character-set.js';
import { compile } from './compile.js';
import { PatternError } from './pattern-error.js';

/**
 * Rule sets are written for `java.util.regex` (`r-expression-rule.md`). This reads such a pattern, writes
 * it for JavaScript and keeps its structure, so that its worst running time can be judged.
 *
 * Translated: `(?i)` and other flags at the beginning, `\Q...\E`, `\A`, `\Z`, `\z`, `\a`, `\e`,
 * `\x{...}`, POSIX classes such as `\p{Alpha}`. Refused, because JavaScript has nothing alike: flags
 * further inside, possessive quantifiers, atomic groups, classes within classes, Unicode categories.
 */
export interface Pattern {
	readonly source: string;
	readonly flags: string;
	readonly root: PatternNode;
	/** number of capturing groups */
	readonly groups: number;
	/** the match can only begin where the string does */
	readonly anchored: boolean;
}

export type PatternNode =
	/** one character out of `set` */
	| { readonly type: 'character'; readonly set: CharacterSet }
	| { readonly type: 'sequence'; readonly items: readonly PatternNode[] }
	| { readonly type: 'choice'; readonly items: readonly PatternNode[] }
	| { readonly type: 'repeat'; readonly item: PatternNode; readonly min: number; readonly max: number }
	/** a look-ahead or look-behind: takes time but no characters */
	| { readonly type: 'look'; readonly item: PatternNode };

/** @throws PatternError with a sentence for the author of the pattern */
export function parsePattern(expression: string): Pattern {
	const pattern = new Reader(unquoted(expression)).pattern();
	// the engine has the last word, e.g. on two groups of one name
	compile(pattern.source, pattern.flags, expression);
	return pattern;
}

class Reader {
	readonly #text: string;
	#position = 0;
	#groups = 0;
	#flags = '';

	constructor(expression: string) {
		this.#text = expression;
	}

	pattern(): Pattern {
		this.#flags = this.#leadingFlags();
		const { source, node } = this.#choice();
		if (this.#position < this.#text.length) {
			throw new PatternError('a parenthesis is closed but not opened; write \\) for the character');
		}
		const anchored = source.startsWith('^') && node.type !== 'choice' && !this.#flags.includes('m');
		return { source, flags: this.#flags, root: node, groups: this.#groups, anchored };
	}

	#leadingFlags(): string {
		const [written, letters = ''] = /^\(\?([a-zA-Z]+)\)/.exec(this.#text) ?? [''];
		this.#position = written.length;
		const unknown = letters.replace(/[imsud]/g, '');
		if (unknown !== '') {
			throw new PatternError(`the flag ${unknown} is not possible in a browser; there are i, m and s`);
		}
		return [...new Set(letters.replace(/[ud]/g, ''))].join('');
	}

	#choice(): Piece {
		const items = [this.#sequence()];
		while (this.#take('|')) items.push(this.#sequence());
		return {
			source: items.map(({ source }) => source).join('|'),
			node:
				items.length === 1 && items[0] !== undefined
					? items[0].node
					: { type: 'choice', items: items.map(({ node }) => node) },
		};
	}

	#sequence(): Piece {
		const items: Piece[] = [];
		while (this.#position < this.#text.length && !/[|)]/.test(this.#peek())) {
			items.push(this.#quantified(this.#atom()));
		}
		return {
			source: items.map(({ source }) => source).join(''),
			node: { type: 'sequence', items: items.map(({ node }) => node) },
		};
	}

	#quantified(item: Piece): Piece {
		const match = this.#match(/^(?:[*+?]|\{(\d+)(,?)(\d*)\})([?+]?)/);
		if (match === undefined) return item;
		const [written, low, comma, high, mode] = match;
		if (mode === '+') {
			throw new PatternError(
				`the possessive quantifier ${written} is not possible in a browser; write ${written.slice(0, -1)}`,
			);
		}
		const [min, max] = bounds(written[0] ?? '', low, comma, high);
		if (max < min) {
			throw new PatternError(`the quantifier ${written} ends before it begins; write {${max},${min}}`);
		}
		return { source: item.source + written, node: { type: 'repeat', item: item.node, min, max } };
	}

	#atom(): Piece {
		switch (this.#peek()) {
			case '(':
				return this.#group();
			case '[':
				return this.#class();
			case '\\':
				return this.#escape();
			case '^':
			case '$':
				return assertion(this.#next());
			case '*':
			case '+':
			case '?':
				throw new PatternError(nothingBefore(this.#peek()));
			case '.':
				return this.#character(this.#next());
			default:
				return literal(this.#next(), this.#flags);
		}
	}

	#group(): Piece {
		const opening = this.#match(/^\((?:\?(?:[:=!]|<[=!]|<[a-zA-Z][a-zA-Z0-9]*>))?/)?.[0] ?? '(';
		if (opening === '(' && this.#peek() === '?') {
			const flag = this.#match(/^\?[a-zA-Z]+/);
			throw new PatternError(
				flag === undefined
					? `a group that begins with (${this.#text.slice(this.#position, this.#position + 2)} is not possible in a browser; write (?: for a group without a number`
					: `the flag (${flag[0]}) is not possible here in a browser; write it before all else`,
			);
		}
		const capturing = opening === '(' || /^\(\?<[a-z]/i.test(opening);
		if (capturing) this.#groups++;
		const { source, node } = this.#choice();
		if (!this.#take(')')) {
			throw new PatternError('a parenthesis is opened but not closed; write \\( for the character');
		}
		const looks = /[=!]$/.test(opening);
		return { source: `${opening}${source})`, node: looks ? { type: 'look', item: node } : node };
	}

	#class(): Piece {
		let source = this.#next();
		if (this.#peek() === '^') source += this.#next();
		const first = source.length;
		for (;;) {
			const character = this.#next();
			if (character === '') throw new PatternError('a [ is not closed; write \\[ for the character');
			// Java: a ] that comes first is a member of the class
			if (character === ']' && source.length > first) break;
			if (character === '[') {
				throw new PatternError(
					'a class within a class is not possible in a browser; write \\[ for the character, or one class for both',
				);
			}
			if (character === '&' && this.#peek() === '&') {
				throw new PatternError(
					'the && of classes is not possible in a browser; name the characters that are left',
				);
			}
			if (character === '\\') source += this.#classEscape();
			else source += character === ']' ? '\\]' : character;
		}
		return this.#character(`${source}]`);
	}

	#classEscape(): string {
		const posix = this.#match(/^p\{(\w+)\}/);
		if (posix !== undefined) return posixRange(posix[1] ?? '');
		const hex = this.#match(/^x\{([0-9a-fA-F]{1,4})\}/);
		if (hex !== undefined) return unicode(hex[1] ?? '');
		const fixed = this.#match(/^(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|[wWdDsStnrf]|[^a-zA-Z0-9])/)?.[0];
		if (fixed !== undefined) return `\\${fixed}`;
		return this.#control();
	}

	#escape(): Piece {
		this.#next();
		const posix = this.#match(/^([pP])\{(\w+)\}/);
		if (posix !== undefined) {
			return this.#character(`[${posix[1] === 'P' ? '^' : ''}${posixRange(posix[2] ?? '')}]`);
		}
		if (this.#take('A')) return assertion(this.#flags.includes('m') ? '(?<![\\s\\S])' : '^');
		if (this.#take('z')) return assertion('(?![\\s\\S])');
		if (this.#take('Z')) return assertion('(?=\\n?(?![\\s\\S]))');
		const boundary = this.#match(/^[bB]/)?.[0];
		if (boundary !== undefined) return assertion(`\\${boundary}`);
		const reference = this.#match(/^[1-9]/)?.[0];
		if (Number(reference) > this.#groups) {
			throw new PatternError(`there is no group ${reference} before \\${reference} to refer to`);
		}
		if (reference !== undefined) return backReference(reference);
		const hex = this.#match(/^x\{([0-9a-fA-F]{1,4})\}/);
		if (hex !== undefined) return this.#character(unicode(hex[1] ?? ''));
		const fixed = this.#match(/^(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|[wWdDsStnrf]|[^a-zA-Z0-9])/)?.[0];
		return this.#character(fixed === undefined ? this.#control() : `\\${fixed}`);
	}

	/** Control characters that JavaScript writes in another way. */
	#control(): string {
		if (this.#take('a')) return '\\x07';
		if (this.#take('e')) return '\\x1B';
		const letter = this.#peek();
		if (letter === '') throw new PatternError('a \\ stands at the end; write \\\\ for the character');
		throw new PatternError(
			`\\${letter} is not possible in a browser; write \\\\${letter} for a backslash and ${letter}`,
		);
	}

	#character(source: string): Piece {
		return { source, node: { type: 'character', set: characterSet(source, this.#flags) } };
	}

	#peek(): string {
		return this.#text[this.#position] ?? '';
	}

	#next(): string {
		return this.#text[this.#position++] ?? '';
	}

	#take(character: string): boolean {
		if (this.#peek() !== character) return false;
		this.#position++;
		return true;
	}

	#match(pattern: RegExp): RegExpExecArray | undefined {
		const match = pattern.exec(this.#text.slice(this.#position));
		if (match === null || match.index !== 0) return undefined;
		this.#position += match[0].length;
		return match;
	}
}

interface Piece {
	readonly source: string;
	readonly node: PatternNode;
}

function bounds(sign: string, low = '', comma = '', high = ''): [min: number, max: number] {
	if (sign === '?') return [0, 1];
	if (sign === '*') return [0, Number.POSITIVE_INFINITY];
	if (sign === '+') return [1, Number.POSITIVE_INFINITY];
	const min = Number(low);
	if (comma === '') return [min, min];
	return [min, high === '' ? Number.POSITIVE_INFINITY : Number(high)];
}

/** `\Q...\E` with each of its characters escaped instead. */
function unquoted(expression: string): string {
	return expression.replace(/\\(?:Q(.*?)(?:\\E|$)|.)/gs, (written, quoted?: string) =>
		quoted === undefined ? written : quoted.replace(/[^a-zA-Z0-9]/g, '\\$&'),
	);
}

function literal(character: string, flags: string): Piece {
	const source = character.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
	return { source, node: { type: 'character', set: literalSet(character, flags) } };
}

const NOTHING: PatternNode = { type: 'sequence', items: [] };

function assertion(source: string): Piece {
	return { source, node: NOTHING };
}

/** What it stands for is not known beforehand: any characters, any number of them. */
function backReference(number: string): Piece {
	const item: PatternNode = { type: 'character', set: ANY_CHARACTER };
	return {
		// in a group of its own: a digit may follow
		source: `(?:\\${number})`,
		node: { type: 'repeat', item, min: 0, max: Number.POSITIVE_INFINITY },
	};
}

function unicode(hex: string): string {
	return `\\u${hex.padStart(4, '0')}`;
}

function nothingBefore(quantifier: string): string {
	const alternative = quantifier === '*' ? ', or .* for any text' : '';
	return `the quantifier ${quantifier} has nothing before it; write \\${quantifier} for the character${alternative}`;
}
