/**
 * A Markdown table.
 *
 * @param {readonly string[]} head
 * @param {readonly (readonly string[])[]} rows
 */
export function table(head, rows) {
	const line = (/** @type {readonly string[]} */ cells) => `| ${cells.map(cell).join(' | ')} |`;
	return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

/** @param {string} text */
function cell(text) {
	return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

/** @param {unknown} text */
export function code(text) {
	const written = String(text);
	// a backtick inside needs a longer fence
	return written.includes('`') ? `\`\` ${written} \`\`` : `\`${written}\``;
}

/**
 * The first line of every generated page, so that nobody edits it by hand.
 *
 * @param {string} source
 */
export function generatedFrom(source) {
	return `<!-- Generated from ${source} by \`npm run docs\`. -->`;
}
