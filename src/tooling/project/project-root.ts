import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** How the pages of a project come to the worker and to `register()`. */
export type ProjectKind = 'vite' | 'bundled' | 'plain';

/** Where a project begins: the nearest folder from here upwards that says so, else the folder itself. */
export function projectRoot(folder: string): string {
	const start = resolve(folder);
	for (let here = start; ; here = dirname(here)) {
		if (['package.json', '.git', 'composer.json', 'Gemfile'].some((name) => existsSync(join(here, name))))
			return here;
		if (here === dirname(here)) return start;
	}
}

const BUNDLERS = [
	'webpack',
	'next',
	'nuxt',
	'parcel',
	'rollup',
	'rolldown',
	'esbuild',
	'astro',
	'gatsby',
	'@angular/core',
	'react-scripts',
];

/** @param root of the project */
export function kindOfProject(root: string): ProjectKind {
	const packages = packagesOf(join(root, 'package.json'));
	if (packages.includes('vite')) return 'vite';
	return BUNDLERS.some((name) => packages.includes(name)) ? 'bundled' : 'plain';
}

function packagesOf(file: string): readonly string[] {
	try {
		const { dependencies, devDependencies }: Record<string, object | undefined> = JSON.parse(
			readFileSync(file, 'utf8'),
		);
		return Object.keys({ ...dependencies, ...devDependencies });
	} catch {
		// none, or not ours to judge
		return [];
	}
}
