import type { ProjectKind } from './project/project-root.js';
import { PAGE_FILES, WORKER_FILE } from './worker-files.js';

const REGISTER: Readonly<Record<ProjectKind, readonly string[]>> = {
	plain: [
		'<script type="module">',
		`	import { register } from '/${PAGE_FILES[0]}';`,
		'	await register();',
		'</script>',
	],
	bundled: ["import { register } from 'image-understudy';", 'await register();'],
	vite: ["import { register } from 'image-understudy';", 'await register();'],
};

/** What is left to do by hand, as lines of text. */
export function nextSteps(manifest: string, kind: ProjectKind, hasWorker: boolean): readonly string[] {
	const steps = [
		[
			`See that ${manifest} names your image servers and your default image, then check it:`,
			`npx image-understudy check ${manifest}`,
		],
		hasWorker
			? [
					`See that ${WORKER_FILE} is served from the root of your site: it can answer only for pages below it.`,
				]
			: kind === 'vite'
				? [
						'Let Vite bring the worker, in vite.config.js:',
						"import { understudy } from 'image-understudy/vite';",
						'export default { plugins: [understudy()] };',
					]
				: [
						'Add the layer to your own worker, before its other routes:',
						"import { imageFallbackRoute } from 'image-understudy/worker';",
						"registerRoute(imageFallbackRoute({ manifest: '/image-fallback.json' }));",
					],
		[
			`Add these lines to ${kind === 'plain' ? 'your pages' : 'the script of your pages'}:`,
			...REGISTER[kind],
		],
	];
	return steps.flatMap(([what, ...lines], index) => [
		'',
		`${index + 1}. ${what}`,
		...(lines.length > 0 ? ['', ...lines.map((line) => `       ${line}`)] : []),
	]);
}
