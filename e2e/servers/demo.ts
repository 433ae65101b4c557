import { fileURLToPath } from 'node:url';
import { breakages, firstBreakages } from '../../src/demo/breakages.js';
import { type ImageServer, startImageServer } from './image-server.js';
import { startShopServer } from './shop-server.js';

/** The demo: a shop on PORT (4173), an image server on IMAGE_PORT (4174). Run by `npm start`, after a build. */

const ROOT = fileURLToPath(new URL('../../dist-demo/', import.meta.url));
const HOST = 'localhost';

/** @throws Error that names the variable to set */
async function onPort<Server>(
	variable: string,
	fallback: number,
	start: (port: number) => Promise<Server>,
): Promise<Server> {
	const value = process.env[variable] || String(fallback);
	const port = Number(value);
	if (!Number.isInteger(port) || port < 0 || port > 65_535) {
		throw new Error(`${variable} must be a port number from 0 to 65535, not "${value}".`);
	}
	try {
		return await start(port);
	} catch (cause) {
		const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
		const next = `${variable}=${port + 100} npm start`;
		if (code === 'EADDRINUSE') throw new Error(`Port ${port} is taken. Choose another one: ${next}`);
		if (code === 'EACCES') throw new Error(`Port ${port} needs more rights. Choose another one: ${next}`);
		throw cause;
	}
}

async function breakFirstPictures(images: ImageServer): Promise<void> {
	for (const { target, breakage } of firstBreakages) await images.setFault(target, breakages[breakage].fault);
}

try {
	const images = await onPort('IMAGE_PORT', 4174, (port) =>
		// whoever breaks a picture wants to see it broken: no copy is shown without asking
		startImageServer({ port, host: HOST, cacheControl: 'no-cache' }),
	);
	await breakFirstPictures(images);
	const shop = await onPort('PORT', 4173, (port) =>
		startShopServer({
			port,
			host: HOST,
			root: ROOT,
			imageServer: images,
			aliases: { '/plain/': '/shop.html', '/shop/': '/shop.html' },
		}),
	);
	console.log(`Shop:         ${shop.origin}  (open this: the same shop without and with the layer)`);
	console.log(
		`Image server: ${images.origin}  (e.g. /is/image/Acme/mug?wid=400; the shop's panel breaks it)`,
	);
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
}
