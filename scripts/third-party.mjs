import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { root } from './project.mjs';

const LICENCE_FILE = /^licen[cs]e/i;

/** Of packages that are published without theirs, from their repositories. */
const KEPT = join(root, 'scripts', 'licences');

/** What a bundle says at its beginning; the licences themselves lie beside it in the package. */
export const NOTICE = 'THIRD-PARTY-LICENSES.txt';

/**
 * A Vite plugin that notes which packages have code in the bundles.
 *
 * @param {Set<string>} folders of the packages, added to
 * @returns {import('vite').Plugin}
 */
export function notePackages(folders) {
	return {
		name: 'third-party',
		generateBundle(_options, bundle) {
			const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
			for (const id of chunks.flatMap(({ modules }) => Object.keys(modules))) {
				const folder = packageFolder(id);
				if (folder) folders.add(folder);
			}
		},
	};
}

/**
 * @param {string} id of a module: its path, perhaps with a mark before and a query after it
 * @returns the folder of the package that it belongs to, if it is not the project's own
 */
export function packageFolder(id) {
	const path = id.replace(/^\0|\?.*$/gs, '').replaceAll('/', sep);
	const marker = `${sep}node_modules${sep}`;
	const start = path.lastIndexOf(marker);
	if (start < 0) return undefined;
	const [scope = '', name = ''] = path.slice(start + marker.length).split(sep);
	return path.slice(0, start + marker.length) + (scope.startsWith('@') ? join(scope, name) : scope);
}

/**
 * The licences of packages, in the order of their names.
 *
 * @param {Iterable<string>} folders
 * @throws if one of them has no text of its licence: it may not be handed on without
 */
export function licenceTexts(folders) {
	return [...folders]
		.map(readLicence)
		.sort((a, b) => a.title.localeCompare(b.title, 'en'))
		.map(({ title, text }) => `${title}\n${'='.repeat(title.length)}\n\n${text}\n`)
		.join('\n\n');
}

/** @param {string} folder */
function readLicence(folder) {
	const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
	const own = readdirSync(folder).find((entry) => LICENCE_FILE.test(entry));
	const file = [own && join(folder, own), join(KEPT, `${name}.txt`)].find((path) => path && existsSync(path));
	if (!file) throw new Error(`${name} is bundled, but has no licence file in ${folder}`);
	return { title: `${name} ${version} (${license})`, text: readFileSync(file, 'utf8').trim() };
}
