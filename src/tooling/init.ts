import { access, copyFile, cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Command, Terminal } from './command.js';
import { count } from './count.js';
import { nextSteps } from './init-steps.js';
import { kindOfProject, projectRoot } from './project/project-root.js';
import {
	type ProjectImages,
	proposeManifest,
	readProject,
	UNKNOWN_SERVER,
} from './project/propose-manifest.js';
import { textFiles } from './project/text-files.js';
import { SAMPLE_IMAGE, SAMPLE_IMAGE_FILE } from './sample-image.js';
import {
	distFile,
	INSPECTOR_DIST,
	INSPECTOR_FOLDER,
	MANIFEST_FILE,
	namesPackage,
	PAGE_FILES,
	SCHEMA_FILE,
	WORKER_FILE,
	WORKER_PARTS,
} from './worker-files.js';

const SCRIPTS = [WORKER_FILE, ...WORKER_PARTS, ...PAGE_FILES];

/** Puts the worker, and at the first time a manifest, into a site's static folder; repeat it after an upgrade. */
export const init: Command = {
	name: 'init',
	argument: 'DIR',
	summary:
		'puts the worker and a manifest for the image servers of the project into its folder of static files',
	switches: {
		yes: 'asks nothing, for scripts',
		force: 'replaces a manifest, and a worker of somebody else',
		inspector: `puts the inspector there, too, at ${INSPECTOR_FOLDER}/inspector.html`,
		'manifest-only': 'no worker: a bundler or a worker of your own brings it',
	},
	async run(folder, terminal, switches) {
		const { out, error } = terminal;
		const isForced = switches.has('force');
		const scripts = switches.has('manifest-only') ? [] : SCRIPTS;
		const foreign = await firstForeign(scripts.map((file) => join(folder, file)));
		if (foreign !== undefined && !isForced) {
			error(`${foreign} is there and was not written by image-understudy. Nothing was changed.`);
			error(
				'A site can have one worker only: let yours host the layer (docs/quick-start.md), or use --force.',
			);
			return 1;
		}
		const root = projectRoot(folder);
		const manifest = join(folder, MANIFEST_FILE);
		const isNew = isForced || !(await exists(manifest));
		// before anything is written, for it would be read too
		const images = isNew ? await look(root, terminal, switches.has('yes')) : undefined;
		await mkdir(folder, { recursive: true });
		for (const file of [...scripts, SCHEMA_FILE]) {
			await copyFile(distFile(file), join(folder, file));
			out(`wrote ${join(folder, file)}`);
		}
		if (switches.has('inspector')) {
			const place = join(folder, INSPECTOR_FOLDER);
			await cp(distFile(INSPECTOR_DIST), place, { recursive: true });
			out(`wrote ${join(place, 'inspector.html')}, which shoppers do not need`);
		}
		if (images === undefined) {
			out(`kept ${manifest}, which was there`);
		} else {
			await writeFile(manifest, proposeManifest(images));
			out(`wrote ${manifest}`);
			const picture = join(folder, SAMPLE_IMAGE_FILE);
			if (!(await exists(picture))) {
				await writeFile(picture, SAMPLE_IMAGE);
				out(`wrote ${picture}, to be replaced by a picture of yours`);
			}
		}
		for (const line of nextSteps(manifest, kindOfProject(root), scripts.length > 0)) out(line);
		return 0;
	},
};

/** What the project's files say; what they do not say is asked, where there is somebody to ask. */
async function look(root: string, { out, ask }: Terminal, isSilent: boolean): Promise<ProjectImages> {
	const images = await readProject(textFiles(root));
	const { servers, catalogs } = images;
	out(
		images.images === 0
			? `found no /is/image/ URLs in the files of ${root}`
			: `found ${count(images.images, 'image URL')} in ${count(images.files, 'file')} of ${root}`,
	);
	if (servers.length > 0) out(`  servers: ${servers.join(', ')}`);
	if (catalogs.length > 0) out(`  catalogs: ${catalogs.join(', ')}`);
	if (servers.length > 0) return images;
	const answer = isSilent
		? undefined
		: await ask?.(`Where do the images come from (e.g. ${UNKNOWN_SERVER})? `);
	const origin = originOf(answer?.trim() ?? '');
	if (origin !== undefined) return { ...images, servers: [origin] };
	out(`  ${UNKNOWN_SERVER} stands in the manifest until you name your server there`);
	return images;
}

/** Of an address as people type it: a scheme is often left out. */
function originOf(address: string): string | undefined {
	const scheme = /^(localhost|127\.)/.test(address) ? 'http' : 'https';
	const url = /^\w+:\/\//.test(address) ? address : `${scheme}://${address}`;
	if (!URL.canParse(url)) return undefined;
	const { origin, protocol } = new URL(url);
	return /^https?:$/.test(protocol) ? origin : undefined;
}

/** The first of these files that is there and names this package neither in its name nor in its text. */
async function firstForeign(paths: readonly string[]): Promise<string | undefined> {
	for (const path of paths) {
		const text = await readFile(path, 'utf8').catch(() => undefined);
		if (text !== undefined && !namesPackage(basename(path) + text)) return path;
	}
	return undefined;
}

function exists(path: string): Promise<boolean> {
	return access(path).then(
		() => true,
		() => false,
	);
}
