import type { Command } from '../command.js';
import { count } from '../count.js';
import { aboveProgress, createProgress } from '../progress.js';
import { MANIFEST_FILE } from '../worker-files.js';
import { importFiles } from './import-files.js';
import { ImportStopped, Report } from './report.js';

/** Turns the catalog files of an image server into a manifest. */
export const importCatalogs: Command = {
	name: 'import',
	argument: 'DEFAULT.INI [CATALOG.INI]...',
	several: true,
	summary: "turns an image server's catalog files into a manifest, the default catalog first",
	settings: {
		out: { argument: 'FILE', summary: `where the manifest goes; default ${MANIFEST_FILE}` },
		server: { argument: 'ORIGIN', summary: 'an image server, e.g. https://images.example.com; repeatable' },
	},
	async run(first, terminal, _switches, { paths, settings }) {
		const out = settings.out?.at(-1) ?? MANIFEST_FILE;
		const progress = createProgress(terminal.screen);
		const lines = aboveProgress(terminal, progress);
		const report = new Report(lines);
		const done = (file: string, content: string) => lines.out(`read ${file}: ${content}`);
		try {
			const summary = await importFiles([first, ...paths], out, settings.server, { report, progress, done });
			report.close();
			for (const line of summary) terminal.out(line);
			return 0;
		} catch (error) {
			if (!(error instanceof ImportStopped)) throw error;
			report.close();
			terminal.error(`${count(report.errors, 'error')}; ${out} was not written`);
			return 1;
		}
	},
};
