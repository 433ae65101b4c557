/**
 * Lays pictures that the documented server has published beside what is drawn here, in one PNG:
 *
 *     npm run reference -- FOLDER [OUT]
 *
 * FOLDER holds the published pictures and a README.md with a table of two columns: the picture's file, and
 * in backquotes the request that made it, after `/is/image?`. OUT is test-results/reference.png unless it
 * is given. What differs is explained in docs/rendering.md.
 */
import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import sharp from 'sharp';
import { tsImport } from 'tsx/esm/api';
import { root } from './project.mjs';

/** @type {typeof import('../src/tooling/render/index.js')} */
const { renderTemplate } = await tsImport('../src/tooling/render/index.ts', import.meta.url);

/** How much larger than life the pictures are laid out. */
const ZOOM = 2;
const GAP = 12;
const LABEL_HEIGHT = 24;

/** Families of pictures whose text is set in another font than Arial: file name -> `DefaultFont`. */
const FONTS = [{ files: /^tp/, font: 'DejaVu Sans' }];

/**
 * The worked templates and the placement of a layer: only the arrangement of their layers is published, as
 * diagrams. Pictures of the same shapes stand in for theirs.
 */
const DIAGRAMS = [
	{
		file: 'examplea.png',
		request: 'A?$object=square&$text=\\fs140%20layer%202%20text%20goes%20here&wid=143',
	},
	{ file: 'exampleausing.png', request: 'A?$object=tall&$text=about%20the%20image&wid=143' },
	{ file: 'exampleausing.png', request: 'A?$object=wide&$text=other%20text&wid=143' },
	{ file: 'exampleb.png', request: 'B?$object=tall&$text=about%20the%20image&wid=143' },
	{ file: 'exampleb.png', request: 'B?$object=wide&$text=other%20text&wid=143' },
	{ file: 'layerplacement.png', request: 'placement?scl=1' },
	{ file: 'layerplacement.png', request: 'placement?rgn=45,0,85,129&wid=54&hei=148&bgc=c0c0c0' },
];

const RECORDS = {
	background: { Path: 'background.png' },
	square: { Path: 'square.png' },
	tall: { Path: 'tall.png' },
	wide: { Path: 'wide.png' },
	// measured in the diagram: crop region and anchor in the source, origins, what extend= adds and cuts off
	placement: {
		Modifier:
			'size=130,129&color=f4f4f4&origin=107,53&layer=1&src=source&crop=8,8,56,95&anchor=49,81&scale=0.63&rotate=15&extend=-12,16,38,-11&bgColor=d8e4f0&pos=-49,37',
	},
	source: { Path: 'source.png' },
	A: {
		Modifier:
			'src=background&size=1000,1000&originN=0,0&layer=1&src=$object$&size=800,800&originN=-0.5,0&posN=-0.5,0&layer=2&text={\\b\\fs200 $text$}&rotate=-90&originN=0.5,0&posN=0.5,0',
	},
	B: {
		Modifier:
			'layer=0&size=800,0&extend=0,100,200,100&src=$object$&originN=0,0&layer=1&text={\\b\\fs200 $text$}&rotate=-90&originN=0.5,0&posN=0.5,0',
	},
};

/** @param {string} folder */
async function publishedRequests(folder) {
	const text = await readFile(join(folder, 'README.md'), 'utf8');
	return [...text.matchAll(/^\|\s*(\S+\.png)\s*\|\s*`([^`]+)`/gm)].map(([, file = '', request = '']) => ({
		file,
		request: `?${request}`,
	}));
}

/**
 * @param {number} width
 * @param {number} height
 * @param {string} fill
 */
function framed(width, height, fill) {
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect x="4" y="4" width="${width - 8}" height="${height - 8}" fill="${fill}" stroke="#000" stroke-width="8"/></svg>`;
	return sharp(Buffer.from(svg)).png().toBuffer();
}

/**
 * Draws with the renderer of image-understudy/render.
 *
 * @param {string} request
 * @param {string} file
 */
async function drawn(request, file) {
	const font = FONTS.find(({ files }) => files.test(file))?.font;
	const attributes = { BkgColor: 'ffffff', ...(font && { DefaultFont: font }) };
	/** @type {Readonly<Record<string, Promise<Buffer>>>} */
	const stored = {
		'background.png': framed(1000, 1000, '#fff'),
		'square.png': framed(500, 500, '#ccc'),
		'source.png': framed(96, 138, '#999'),
		'tall.png': framed(500, 850, '#ccc'),
		'wide.png': framed(850, 500, '#ccc'),
	};
	const { blob, notes } = await renderTemplate(request, {
		manifest: { servers: [], catalogs: { default: { attributes, records: RECORDS } } },
		manifestUrl: 'http://localhost/image-fallback.json',
		format: 'png',
		fetch: async (url) => {
			const bytes = await stored[new URL(String(url)).pathname.slice(1)];
			return new Response(bytes && Uint8Array.from(bytes), { headers: { 'Content-Type': 'image/png' } });
		},
	});
	return { bytes: Buffer.from(await blob.arrayBuffer()), notes };
}

/** @param {Buffer} bytes */
async function enlarged(bytes) {
	const { width = 1, height = 1 } = await sharp(bytes).metadata();
	return {
		size: `${width} x ${height}`,
		width: width * ZOOM,
		height: height * ZOOM,
		input: await sharp(bytes)
			.resize(width * ZOOM, height * ZOOM, { kernel: 'nearest' })
			.png()
			.toBuffer(),
	};
}

/** @param {string} text */
async function label(text) {
	const rtf = text
		.replace(/[\\{}]/g, '\\$&')
		.replaceAll('%', '%25')
		.replaceAll('&', '%26');
	return (await drawn(`?size=900,${LABEL_HEIGHT}&color=ffffff&text=\\vertalb\\fs28 ${rtf}`, '')).bytes;
}

/**
 * @param {string} folder
 * @param {string} out
 */
async function main(folder, out) {
	/** @type {import('sharp').OverlayOptions[]} */
	const parts = [];
	let top = GAP;
	let right = 0;
	for (const { file, request } of [...(await publishedRequests(folder)), ...DIAGRAMS]) {
		const ours = await drawn(request, file);
		const [published, here] = await Promise.all([
			enlarged(await readFile(join(folder, file))),
			enlarged(ours.bytes),
		]);
		parts.push({ input: await label(`${file}: ${published.size}, here ${here.size}`), left: GAP, top });
		top += LABEL_HEIGHT + 4;
		parts.push({ input: published.input, left: GAP, top });
		const left = 2 * GAP + published.width;
		parts.push({ input: here.input, left, top });
		right = Math.max(right, left + here.width, 900 + GAP);
		top += Math.max(published.height, here.height) + GAP;
		for (const note of ours.notes) console.log(`${file}: ${note}`);
	}
	await mkdir(dirname(out), { recursive: true });
	await sharp({ create: { width: right + GAP, height: top, channels: 3, background: '#fff' } })
		.composite(parts)
		.png()
		.toFile(out);
	console.log(`wrote ${pathToFileURL(out).href}: published on the left, drawn here on the right`);
}

const [folder, out = join(root, 'test-results', 'reference.png')] = process.argv.slice(2);
if (folder === undefined) {
	console.error('Usage: npm run reference -- FOLDER [OUT]');
	process.exitCode = 2;
} else {
	await main(folder, out);
}
