import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type NginxServer, startNginxServer, whyNoNginx } from '../servers/nginx-server.js';
import {
	addImage,
	test as base,
	expect,
	expectSubstitute,
	manifestFor,
	plainPicture,
	shown,
} from '../shop/shop.js';

const test = base.extend<{ nginx: NginxServer }>({
	nginx: async ({}, use) => {
		const nginx = await startNginxServer();
		await writeFile(join(nginx.folder, 'red.png'), await plainPicture(400, 200, '#f00'));
		await writeFile(join(nginx.folder, 'broken.png'), 'this is no picture');
		await use(nginx);
		await nginx.close();
	},
});

if (whyNoNginx === undefined) {
	test('nginx with its image filter: pictures pass, the others are substituted in their size', async ({
		shop,
		nginx: { origin },
	}) => {
		const server = {
			origin,
			protocol: 'plain',
			catalog: 'Acme',
			patterns: ['/resize/{wid}x{hei}/{path}'],
			// its answer to a file that is not there, too
			classify: [{ status: 415, reason: 'missing' }],
		};
		shop.setManifest(JSON.stringify({ ...JSON.parse(manifestFor(origin)), servers: [server] }));
		const page = await shop.openCovered();
		const well = await addImage(page, 'well', `${origin}/resize/100x100/red.png`);
		expect(await shown(well)).toMatchObject({ width: 100, height: 50, fallback: undefined });

		const missing = await addImage(page, 'missing', `${origin}/resize/120x80/mugs/blue.png`);
		expect(await expectSubstitute(missing, 'default-image', 'missing')).toMatchObject({
			width: 120,
			height: 80,
		});
		const nonsense = await addImage(page, 'nonsense', `${origin}/resize/0x0/red.png`);
		await expectSubstitute(nonsense, 'default-image', 'missing');
	});
} else {
	// not a skipped test: those count as failures, and a machine without nginx is none
	console.log(`e2e/detection/plain-nginx.spec.ts tries nothing: ${whyNoNginx}`);
}
