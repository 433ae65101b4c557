import { code, table } from './markdown.mjs';

/** @typedef {import('../../src/protocol/commands/command-record.js').CommandRecord<unknown>} CommandRecord */

const BEGIN = '<!-- Made from src/protocol/commands/ by `npm run docs`. -->\n';
const END = '\n<!-- Until here. -->';

const EXTENT = { full: '', partial: 'in part', none: 'no' };

/** What is not about one command. */
const OTHERS = [
	[
		'SVG',
		'in part',
		'No worker decodes it. If no other layer shows, it is answered as SVG at the size of the view, without the commands that take a canvas, each of which is noted. Among other layers, nested or as a mask it is an error.',
	],
	[
		'patterns of `op_noise=` and of `blendMode=dissolve`',
		'in part',
		'Noise of the same kind and strength, the same at each drawing, but not the grains of the server.',
	],
	[
		'`\\kerning` in Safari',
		'no',
		'Canvases of WebKit have no `fontKerning`: text is kerned as the engine does it by itself, and a note says so.',
	],
	[
		'`\\expnd` and `\\expndtw` in browsers whose canvases have no `letterSpacing`',
		'no',
		'Letters stand as the font says, and a note says so. Chromium, Firefox ESR and WebKitGTK have it.',
	],
	['hinting of small text', 'no', 'Outlines stand at fractional positions: text scales as the picture does.'],
	[
		'line gap of a font',
		'in part',
		'Read from the files of the font map. Not from WOFF2, which is packed by Brotli (no worker of Chromium unpacks it), and not from installed fonts: there it is known of those with the widths named above, else it is 0.',
	],
	[
		'large pictures',
		'in part',
		'A reply or a source that would be drawn with more than 16 million pixels, or 16,384 on a side, is an error: a phone has no memory for more. `limits.renderPixels` sets another number of pixels.',
	],
];

/**
 * docs/rendering.md with its table of what a browser cannot do, one row for each shortfall of a command.
 *
 * @param {string} page as it is
 * @param {Readonly<Record<string, CommandRecord>>} commands
 */
export function renderingPage(page, commands) {
	const [before = '', rest = ''] = page.split(BEGIN);
	const after = rest.slice(rest.indexOf(END));
	/** @type {Map<string, { names: string[], extent: string }>} shortfall -> commands that share it */
	const rows = new Map();
	for (const [name, { support, shortfalls = [] }] of Object.entries(commands)) {
		for (const { instead } of shortfalls) {
			const row = rows.get(instead) ?? { names: [], extent: EXTENT[support] };
			row.names.push(code(`${name}=`));
			rows.set(instead, row);
		}
	}
	const ofCommands = [...rows].map(([instead, { names, extent }]) => [
		names.join(', '),
		extent,
		`${instead.charAt(0).toUpperCase()}${instead.slice(1)}.`,
	]);
	return `${before}${BEGIN}${table(['Requested', 'Honoured', 'Here'], [...ofCommands, ...OTHERS])}${after}`;
}
