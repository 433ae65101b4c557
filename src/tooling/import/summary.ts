import { count } from '../count.js';
import type { ImportedCatalog } from './manifest-catalogs.js';

/** What was made, and what is left to do. */
export function summaryLines(
	imported: readonly ImportedCatalog[],
	servers: unknown,
	out: string,
): readonly string[] {
	const sizes = [
		{ noun: 'record', sizeOf: ({ records }: ImportedCatalog) => records.size },
		{ noun: 'macro', sizeOf: ({ files }: ImportedCatalog) => files.macros.size },
		{ noun: 'font', sizeOf: ({ files }: ImportedCatalog) => files.fonts.size },
		{ noun: 'rule', sizeOf: ({ files }: ImportedCatalog) => files.rules.length },
	];
	const contents = sizes.map(({ noun, sizeOf }) =>
		count(
			imported.reduce((sum, catalog) => sum + sizeOf(catalog), 0),
			noun,
		),
	);
	const isWithoutServer = Array.isArray(servers) && servers.length === 0;
	return [
		`wrote ${out}: ${[count(imported.length, 'catalog'), ...contents].join(', ')}`,
		...(isWithoutServer
			? [
					'',
					'No image is watched yet. Name your image server in the manifest, or import again with --server:',
					'',
					'       "servers": [{ "origin": "https://images.example.com" }]',
				]
			: []),
		'',
		'RootPath, Path and FontPath are paths of your own site now: put the default images and the fonts',
		`there, in formats that browsers read. Then run \`npx image-understudy check ${out}\`.`,
	];
}
