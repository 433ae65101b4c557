const SPACE = /^[ \t\u1680\u2000-\u2006\u2008-\u200b\u3000]/;
const GLUE = /[\u00a0\u2007\u2011\u202f\u2060\ufeff]/;
/** Marks that a line may end by, but not begin with: hyphens, dashes, slashes, questions, ellipses. */
const BREAK_AFTER = /^[\p{Pd}/!?|\u00ad‥…]/u;
/** Before a digit they are signs or parts of a number. */
const IN_NUMBERS = /^[-/]\p{Nd}/u;
const EM_DASH = '\u2014';
const ZERO_WIDTH_SPACE = '\u200b';
/** Seen only where a line ends by it. */
export const SOFT_HYPHEN = '\u00ad';
/** Scripts written without spaces where a line may end after nearly every character; emoji behave alike, but not ™ and ©. */
const IDEOGRAPHIC =
	/\ufe0f|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Yi}\p{Emoji_Presentation}\u3000-\u303f\uff00-\uff60]/u;
/** Scripts written without spaces where only a dictionary knows the words. */
const DICTIONARY = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
/** Characters that do not begin a line where a space does not allow it: closing marks, small kana, sound marks. */
const NOT_FIRST =
	/^(?![#&*@¡¿])[\p{Pd}\p{Pe}\p{Pf}\p{Po}\p{Lm}|\u00ad゛゜ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰ-ㇿ]/u;
/** Characters that do not end a line: opening marks, signs of currencies. */
const NOT_LAST = /^[\p{Ps}\p{Pi}\p{Sc}"']/u;
/** Marks that stay with the word before, with a space between them or not, as French sets them. */
const AFTER_SPACE = /^[!?:;/)\]}]/;
/**
 * Text of code units that are a grapheme each, whatever stands beside them: without marks, joiners,
 * surrogates and conjoining letters. Latin, Greek, Cyrillic, Hebrew, Arabic, kana, ideographs, Hangul.
 */
const SIMPLE =
	/^[\0-\u02ff\u0370-\u0482\u048a-\u052f\u05d0-\u05ea\u0620-\u064a\u0660-\u066f\u0671-\u06d5\u1e00-\u1fff\u2000-\u200a\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u3000-\u3029\u3041-\u3096\u309b-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff9d]*$/;

/**
 * Where a line of text may end: after spaces, hyphens and slashes, round long dashes, between ideographs, between
 * the words of scripts without spaces; never inside a grapheme. A practical part of Unicode's line breaking
 * (UAX 14), whose rules are named where they decide; unlike there, no dash is parted from a word that it begins.
 * @returns ascending offsets; the last one is the text's length, 0 is not among them
 */
export function breakOpportunities(text: string): readonly number[] {
	const known = recent.get(text);
	if (known) return known;
	const found = findOpportunities(text);
	remembered += text.length;
	if (remembered > MOST_REMEMBERED) {
		recent.clear();
		remembered = text.length;
	}
	recent.set(text, found);
	return found;
}

/** Text that is brought to the right size is laid out many times. */
const recent = new Map<string, readonly number[]>();
/** Characters in `recent`. */
let remembered = 0;
const MOST_REMEMBERED = 50_000;

function findOpportunities(text: string): readonly number[] {
	const found: number[] = [];
	const clusters = graphemes(text);
	const words = DICTIONARY.test(text) ? wordStarts(text) : undefined;
	let offset = 0;
	for (const [index, cluster] of clusters.entries()) {
		offset += cluster.length;
		if (index === clusters.length - 1 || mayBreak(clusters, index, words?.has(offset))) found.push(offset);
	}
	return found;
}

/** @param at of the grapheme that the line would end by; it is not the last one */
function mayBreak(clusters: readonly string[], at: number, wordStart = false): boolean {
	const [left = '', right = ''] = [clusters[at], clusters[at + 1]];
	if (isSpace(right)) return false;
	if (left === ZERO_WIDTH_SPACE) return true;
	if (isSpace(left)) {
		// LB13 to LB15: « like these », and like this !; and € 5
		const isOpened = NOT_LAST.test(clusters[at - 1] ?? '') && isSpace(clusters[at - 2]);
		const isClosed = right === '»' && isSpace(clusters[at + 2]);
		return !isOpened && !isClosed && !AFTER_SPACE.test(right);
	}
	const both = left + right;
	if (GLUE.test(both) || NOT_LAST.test(left)) return false;
	// LB17
	if (right === EM_DASH) return left !== right;
	if (NOT_FIRST.test(right)) return false;
	// LB25: 24/7, -5
	if (BREAK_AFTER.test(left)) return !isSpace(clusters[at - 1]) && !IN_NUMBERS.test(both);
	if (IDEOGRAPHIC.test(both)) return true;
	return wordStart && DICTIONARY.test(left) && DICTIONARY.test(right);
}

/** True of the ends of a text, too. */
function isSpace(cluster: string | undefined): boolean {
	return cluster === undefined || SPACE.test(cluster);
}

function wordStarts(text: string): ReadonlySet<number> {
	const segments = new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text);
	return new Set(Array.from(segments, (segment) => segment.index));
}

/** What it takes to look for them, for each character: in `SIMPLE` text, and with a segmenter. */
const TOUCHES = { simple: 100, segmented: 600 };

/** The work of finding all opportunities of a text once, in pixels that could be touched meanwhile. */
export function segmentingWork(text: string): number {
	return text.length * (SIMPLE.test(text) ? TOUCHES.simple : TOUCHES.segmented);
}

/** What a reader takes for one character each; text is never cut inside one. */
export function graphemes(text: string): readonly string[] {
	// Making a segmenter costs more than laying out a short message, and asking it more than all else.
	if (SIMPLE.test(text)) return text.split('');
	const segmenter = new Intl.Segmenter();
	const found: string[] = [];
	let length = STRETCH;
	for (let from = 0; from < text.length; ) {
		const stretch = Array.from(
			segmenter.segment(text.slice(from, from + length)),
			(segment) => segment.segment,
		);
		// the last one may go on behind the stretch
		if (from + length < text.length) stretch.pop();
		found.push(...stretch);
		from += stretch.join('').length;
		length = stretch.length > 0 ? STRETCH : 2 * length;
	}
	return found;
}

/** Characters that are segmented at a time: each segment takes as long as the whole text is long. */
const STRETCH = 200;
