/** Deeper than a record or a rule, one line is easier to read than many. */
const LINES_TO_DEPTH = 4;

/**
 * JSON of any size, piece by piece, each record on a line of its own.
 * @param value plain data without undefined members
 */
export function* jsonText(value: unknown, depth = 0): Generator<string> {
	const isList = Array.isArray(value);
	if (typeof value !== 'object' || value === null || depth === LINES_TO_DEPTH) {
		yield JSON.stringify(value);
		return;
	}
	const indent = '\t'.repeat(depth);
	let separator = isList ? '[' : '{';
	for (const [key, member] of Object.entries(value)) {
		yield `${separator}\n${indent}\t${isList ? '' : `${JSON.stringify(key)}: `}`;
		yield* jsonText(member, depth + 1);
		separator = ',';
	}
	// nothing was written yet of what is empty
	const opening = separator === ',' ? `\n${indent}` : separator;
	yield `${opening}${isList ? ']' : '}'}`;
}
