/**
 * A fenced block of a page.
 *
 * @typedef {object} Block
 * @property {string} language e.g. `sh`; empty: none
 * @property {string} text without the indentation of the block
 * @property {string | undefined} file where it belongs, from a comment `<!-- file: PATH -->` before it
 * @property {number} line of the page, from 1
 */

/**
 * @param {string} markdown
 * @returns {Block[]}
 */
export function fencedBlocks(markdown) {
	const blocks = markdown.matchAll(
		/^(?:[ \t]*<!-- file: (\S+) -->\n+)?([ \t]*)```(\w*)\n([\s\S]*?)^\2```$/gm,
	);
	return [...blocks].map(({ 1: file, 2: indent = '', 3: language = '', 4: text = '', index }) => ({
		language,
		text: text.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
		file,
		line: markdown.slice(0, index).split('\n').length,
	}));
}
