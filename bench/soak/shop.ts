import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { type ImageServer, startImageServer } from '../../e2e/servers/image-server.js';
import { type ShopServer, startShopServer } from '../../e2e/servers/shop-server.js';

/** A shop with an image server of another origin. */
export interface SoakShop {
	readonly server: ShopServer;
	readonly images: ImageServer;
	/** the URL of the n-th picture; every twelfth does not exist */
	picture(n: number): string;
	/** Another version with other records and another default image. */
	changeManifest(): void;
	close(): Promise<void>;
}

/** What a shopper sees of a shop: as many images as its page has. */
export const IMAGES = 24;

/** Distinct pictures in the shop. */
const PICTURES = 120;

/** What the path of a picture that does not exist has in it. */
export const ABSENT = 'absent';

export async function startShop(): Promise<SoakShop> {
	const images = await startImageServer({ cacheControl: 'no-cache' });
	const root = fileURLToPath(new URL('../../dist', import.meta.url));
	const server = await startShopServer({ root, imageServer: images });
	for (let n = 0; n < PICTURES; n++) images.setPicture(`Acme/picture-${n}`, picture(n));
	for (const [name, background] of Object.entries({ grey: '#ccc', blue: '#acf' })) {
		const file = sharp({ create: { width: 400, height: 400, channels: 3, background } });
		server.setFile(`/fallback/${name}.png`, await file.png().toBuffer());
	}
	server.setFile('/page.html', PAGE);
	let version = 0;
	const shop: SoakShop = {
		server,
		images,
		picture(n) {
			const object = n % 12 === 11 ? `${ABSENT}-${n % 60}` : `picture-${n % PICTURES}`;
			return `${images.origin}/is/image/Acme/${object}?wid=${100 + (n % 5) * 20}`;
		},
		changeManifest() {
			version++;
			server.setManifest(JSON.stringify(manifest(images.origin, version)));
		},
		async close() {
			await Promise.all([server.close(), images.close()]);
		},
	};
	shop.changeManifest();
	return shop;
}

function manifest(origin: string, version: number): object {
	const records = Array.from({ length: 500 }, (_, n) => [`record-${version}-${n}`, { Expiration: n }]);
	return {
		version: String(version),
		servers: [{ origin, timeoutMs: 3000 }],
		catalogs: {
			default: { attributes: {} },
			Acme: {
				// every third version has no default image: error images are drawn
				attributes: {
					...(version % 3 !== 0 && { DefaultImage: 'no-image' }),
					...{ ErrorImage: 'Acme/onError', ErrorDetail: 2, RootPath: '/fallback/' },
				},
				records: {
					...Object.fromEntries(records),
					'no-image': { Path: version % 2 === 0 ? 'grey.png' : 'blue.png' },
					onError: { Modifier: 'size=300,300&bgc=ffffff&text=$error.message$' },
				},
			},
		},
		policy: { unavailable: ['last-good', 'default-image', 'error-image'] },
		lastGood: { maxEntries: 60 },
	};
}

function picture(n: number): string {
	const colour = `hsl(${(n * 37) % 360} 60% 50%)`;
	return `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400"><rect width="400" height="400" fill="${colour}"/></svg>`;
}

const PAGE = `<!doctype html><meta charset="utf-8"><title>A shop</title>
<script type="module">
	import { register } from '/index.js';
	window.registered = register();
</script>
<body></body>`;
