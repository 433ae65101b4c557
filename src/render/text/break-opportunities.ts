const SPACE = /^[ \t\u1680\u2000-\u2006\u2008-\u200b\u3000]/;
const GLUE = /^[\u00a0\u2007\u2011\u202f\u2060\ufeff]/;
const HYPHEN = /^[-\u00ad\u058a\u2010\u2012-\u2014]/;
/** Seen only where a line ends by it. */
export const SOFT_HYPHEN = '\u00ad';
const DIGIT = /^\p{Nd}/u;
/** Scripts written without spaces where a line may end after nearly every character; emoji behave alike. */
const IDEOGRAPHIC =
	/^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Yi}\p{Extended_Pictographic}\u3000-\u303f\uff00-\uff60]/u;
/** Scripts written without spaces where only a dictionary knows the words. */
const DICTIONARY = /^[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
/** Characters that do not begin a line beside ideographs: closing marks, small kana, sound marks. */
const NOT_FIRST =
	/^[\p{Pe}\p{Pf}!%,.:;?‥…、。・：；！？％，．々〻゛゜ゝゞヽヾーぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰ-ㇿ]/u;
/** Characters that do not end a line beside ideographs: opening marks. */
const NOT_LAST = /^[\p{Ps}\p{Pi}$£¥￥]/u;
/**
 * Text of code units that are a grapheme each, whatever stands beside them: without marks, joiners,
 * surrogates and conjoining letters. Latin, Greek, Cyrillic, Hebrew, Arabic, kana, ideographs, Hangul.
 */
const SIMPLE =
	/^[\0-\u02ff\u0370-\u0482\u048a-\u052f\u05d0-\u05ea\u0620-\u064a\u0660-\u066f\u0671-\u06d5\u1e00-\u1fff\u2000-\u200a\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u3000-\u3029\u3041-\u3096\u309b-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff9d]*$/;

/**
 * Where a line of text may end: after spaces and hyphens, between ideographs, between the words of scripts
 * without spaces; never inside a grapheme. A practical part of Unicode's line breaking (UAX 14).
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
	const words = DICTIONARY_ANYWHERE.test(text) ? wordStarts(text) : undefined;
	let offset = 0;
	for (const [index, cluster] of clusters.entries()) {
		offset += cluster.length;
		const next = clusters[index + 1];
		if (next === undefined || mayBreak(clusters[index - 1], cluster, next, words?.has(offset)))
			found.push(offset);
	}
	return found;
}

const DICTIONARY_ANYWHERE = new RegExp(DICTIONARY.source.slice(1), 'u');

function mayBreak(before: string | undefined, left: string, right: string, wordStart = false): boolean {
	if (SPACE.test(right)) return false;
	if (SPACE.test(left)) return true;
	if (GLUE.test(left) || GLUE.test(right)) return false;
	// A hyphen that begins a word, or stands before a digit, is a sign or part of a number.
	if (HYPHEN.test(left)) {
		const isSign = DIGIT.test(right) && left !== SOFT_HYPHEN;
		return before !== undefined && !SPACE.test(before) && !isSign;
	}
	if (IDEOGRAPHIC.test(left) || IDEOGRAPHIC.test(right))
		return !NOT_FIRST.test(right) && !NOT_LAST.test(left);
	return wordStart && DICTIONARY.test(left) && DICTIONARY.test(right);
}

function wordStarts(text: string): ReadonlySet<number> {
	const segments = new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text);
	return new Set(Array.from(segments, (segment) => segment.index));
}

/** What it takes to look for them, for each character: in `SIMPLE` text, and with a segmenter. */
const TOUCHES = { simple: 60, segmented: 1000 };

/** The work of finding all opportunities of a text once, in pixels that could be touched meanwhile. */
export function segmentingWork(text: string): number {
	return text.length * (SIMPLE.test(text) ? TOUCHES.simple : TOUCHES.segmented);
}

/** What a reader takes for one character each; text is never cut inside one. */
export function graphemes(text: string): readonly string[] {
	// Making a segmenter costs more than laying out a short message, and asking it more than all else.
	if (SIMPLE.test(text)) return text.split('');
	return Array.from(new Intl.Segmenter().segment(text), (segment) => segment.segment);
}
