import { basename } from 'node:path';

/** @import { Plugin } from 'vite' */

/**
 * Makes classic scripts of a worker and of what it imports with `import()`, which works in no service worker: they
 * are CommonJS modules in a function, and `require` is `importScripts`. A module is in one script only. It
 * belongs to the first of the scripts that need it, so the others find it loaded, or load that one.
 *
 * @param {string} version of the package; it keeps an HTTP cache from pairing a script with another one's
 * @param {Readonly<Record<string, string>>} scripts file name of an entry or of a dynamic import's module -> name
 * of its script, without `.js`; the entry first
 * @returns {{ plugin: Plugin, scriptOf(id: string): string | null }} `scriptOf` is for `codeSplitting.groups`
 */
export function classicScripts(version, scripts) {
	/** @type {Map<string, string | null>} module -> script; null: the entry's, which needs no group */
	const owners = new Map();
	const [entry, ...others] = Object.keys(scripts);
	return {
		scriptOf: (id) => owners.get(id) ?? null,
		plugin: {
			name: 'classic-scripts',
			buildEnd() {
				const ids = [...this.getModuleIds()];
				/** @param {string} id @param {string | null} script */
				const claim = (id, script) => {
					if (owners.has(id)) return;
					owners.set(id, script);
					for (const imported of this.getModuleInfo(id)?.importedIds ?? []) claim(imported, script);
				};
				for (const name of [entry, ...others]) {
					const id = ids.find((candidate) => basename(candidate) === name);
					if (id === undefined || name === undefined) throw new Error(`the worker has no module ${name}`);
					claim(id, name === entry ? null : (scripts[name] ?? null));
				}
			},
			generateBundle(_options, bundle) {
				for (const chunk of Object.values(bundle)) {
					if (chunk.type === 'chunk') chunk.code = wrap(chunk.fileName, chunk.isEntry, version, chunk.code);
				}
				// the bundler's helpers come with the first script that is loaded; the entry does without
				const helpers = bundle[HELPERS];
				const first = bundle[`${scripts[others[0] ?? '']}.js`];
				if (helpers?.type !== 'chunk' || first?.type !== 'chunk') return;
				// on one line as well, without the banner that the script itself has
				first.code = helpers.code.replace(/\/\*!.*?\*\/\n?/, '').trim() + first.code;
				delete bundle[HELPERS];
			},
		},
	};
}

const HELPERS = 'rolldown-runtime.js';

/** The global function by which a script hands over its module. */
const DEFINE = 'imageUnderstudy';

/**
 * On one line before the code, so that the lines of a source map stay.
 *
 * @param {string} fileName
 * @param {boolean} isEntry
 * @param {string} version
 * @param {string} code a CommonJS module
 */
function wrap(fileName, isEntry, version, code) {
	const name = JSON.stringify(`./${fileName}`);
	if (!isEntry) return `${DEFINE}(${name},function(exports,require){${code}});\n`;
	const loader = [
		'var modules={}',
		`function require(name){if(!modules[name])importScripts(name.slice(2)+"?${version}");`,
		'if(!modules[name])throw new Error(name.slice(2)+" did not load");return modules[name]}',
		`self.${DEFINE}=function(name,body){var exports={};body(exports,require);modules[name]=exports}`,
		`var exports=modules[${name}]={}`,
	];
	return `(function(){${loader.join(';').replace(';;', ';')};${code}})();\n`;
}
