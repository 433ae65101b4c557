import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from './command.js';
import { count } from './count.js';
import { describeFinding, findInManifest } from './manifest-findings.js';
import { MANIFEST_FILE } from './worker-files.js';

/** Says everything that is wrong with a manifest, before a browser would. */
export const check: Command = {
	name: 'check',
	argument: 'FILE',
	summary: 'says what is wrong with a manifest, and where; exit code 1 if a browser would refuse it',
	switches: {
		strict: 'warnings count as errors',
		json: 'one JSON object for machines, described in docs/check.md',
	},
	async run(file, { out, error }, switches) {
		const findings = findInManifest(await textOf(file), { templates: Number.POSITIVE_INFINITY });
		const errors = findings.filter(({ severity }) => severity === 'error').length;
		const warnings = findings.length - errors;
		const isPassed = errors === 0 && (warnings === 0 || !switches.has('strict'));
		if (switches.has('json')) {
			out(JSON.stringify({ file, passed: isPassed, errors, warnings, findings }, undefined, '\t'));
			return isPassed ? 0 : 1;
		}
		for (const finding of findings) {
			const { severity } = finding;
			(severity === 'error' ? error : out)(describeFinding(file, finding, `${severity}: `));
		}
		const verdict = errors === 0 ? 'is valid' : 'is not valid';
		const summary = `${file} ${verdict}: ${count(errors, 'error')}, ${count(warnings, 'warning')}`;
		if (isPassed) out(summary);
		else error(errors > 0 ? summary : `${summary} (--strict: no warnings are accepted)`);
		return isPassed ? 0 : 1;
	},
};

async function textOf(file: string): Promise<string> {
	if ((await stat(file)).isDirectory()) {
		throw new Error(`${file} is a folder; expected a file such as ${join(file, MANIFEST_FILE)}`);
	}
	return readFile(file, 'utf8');
}
