import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../project.mjs';

/** Every page that ships or that stands beside an example, from the root of the repository. */
export const pages = [
	...inFolder('.', false),
	...inFolder('docs'),
	...inFolder('bench/results'),
	...readdirSync(join(root, 'examples'), { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.flatMap(({ name }) => inFolder(join('examples', name), false)),
	...inFolder('examples', false),
].sort();

/**
 * @param {string} folder
 * @param {boolean} [recursive]
 */
function inFolder(folder, recursive = true) {
	return readdirSync(join(root, folder), { recursive, encoding: 'utf8' })
		.filter((file) => file.endsWith('.md'))
		.map((file) => join(folder, file));
}

/** @param {string} page */
export function readPage(page) {
	return readFileSync(join(root, page), 'utf8');
}

/**
 * The fragments by which the headings of a page can be linked to, as GitHub makes them.
 *
 * @param {string} markdown
 */
export function anchors(markdown) {
	/** @type {string[]} */
	const found = [];
	const prose = markdown.replaceAll(/^([ \t]*)```[\s\S]*?^\1```$/gm, '');
	for (const [, heading = ''] of prose.matchAll(/^#{1,6} +(.+)$/gm)) {
		const slug = heading
			.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
			.toLowerCase()
			.replaceAll(/[^\p{L}\p{N}_ -]/gu, '')
			.replaceAll(' ', '-');
		const same = found.filter((other) => other.replace(/-\d+$/, '') === slug).length;
		found.push(found.includes(slug) ? `${slug}-${same}` : slug);
	}
	return found;
}
