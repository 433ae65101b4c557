import type { Notice } from '../catalog/index.js';
import type { Command } from './command.js';
import { inspectManifestFile } from './manifest-file.js';

/** Says everything that is wrong with a manifest, before a browser would. */
export const check: Command = {
	name: 'check',
	argument: 'FILE',
	summary: 'says what is wrong with a manifest, and where; exit code 1 if a browser would refuse it',
	async run(path, { out, error }) {
		const { errors, warnings } = await inspectManifestFile(path);
		for (const notice of errors) error(`error    ${line(notice)}`);
		for (const notice of warnings) out(`warning  ${line(notice)}`);
		const verdict = errors.length > 0 ? 'is not valid' : 'is valid';
		const count = `${plural(errors.length, 'error')}, ${plural(warnings.length, 'warning')}`;
		(errors.length > 0 ? error : out)(`${path} ${verdict}: ${count}`);
		return errors.length > 0 ? 1 : 0;
	},
};

function line({ path, message }: Notice): string {
	return `${path}: ${message}`;
}

function plural(count: number, noun: string): string {
	return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
