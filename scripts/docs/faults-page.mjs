import { generatedFrom, table } from './markdown.mjs';

/**
 * docs/faults.md: the fault matrix, as the browser tests check it.
 *
 * @param {typeof import('../../e2e/detection/fault-matrix.ts')} matrix
 */
export function faultsPage({ FAULTS, WAYS, expectedCell }) {
	const families = Object.entries(FAULTS).map(([family, rows]) =>
		[
			`## ${family}`,
			table(
				['', ...WAYS],
				rows.map((row) => [row.name, ...WAYS.map((way) => expectedCell(row, way))]),
			),
		].join('\n\n'),
	);
	const count = Object.values(FAULTS).flat().length;
	return `${[
		generatedFrom('e2e/detection/fault-matrix.ts'),
		'# Every way an image can fail',
		INTRODUCTION.replace('COUNT', String(count)),
		...families,
		REST,
	].join('\n\n')}\n`;
}

const INTRODUCTION = `COUNT faults of an image server, each in all the ways in which a page requests a picture. \`e2e/detection/fault-matrix.spec.ts\` plays each of them on
a server of its own, checks the page (pixels, marks and events), and prints this matrix.

The shop of the test has a default image and an error image, and leaves \`policy\` as it is. \`default\` is the default image, \`error\` the
error image, each with the reason that the page is told; \`picture\` is the real one; \`failure\` is what the page would have got without the
layer, and so is \`waiting\`: the browser still waits for the rest when the time that the server is given is over.

\`new Image()\` here is one that is never added to the document. Faults that only an element of the document shows are not seen there, nor in what a
script fetches: its body breaks off for the script as it would without the layer.`;

const REST = `## What the page repairs and heals

| Where a picture stands | Broken before the first visit's worker was there | Broken in a way that only the page sees | Healed when the server is back |
|---|---|---|---|
| \`<img>\`, \`<picture>\` | yes | yes | yes |
| SVG \`<image>\`, \`<video poster>\`, \`<input type=image>\` | yes | yes | yes |
| CSS: backgrounds, \`::before\`, \`image-set()\`, \`content\`, borders, masks, in style sheets that the page may read and in \`style\` | yes | yes | yes |
| CSS in style sheets of another origin without \`crossorigin\` | no | no | at the next page |
| anything in shadow roots | no | no | at the next page |
| \`new Image()\` outside of the document, canvases, WebGL textures | no | no | no: listen to \`heal\` |

In Firefox, \`<img>\` is healed in the other CORS mode, which changes its \`crossorigin\`; of servers without CORS headers, and in SVG images, posters and
image buttons, the substitute stays until the next page ([engines](engines.md#what-differs)).

Tests: \`e2e/healing/repair.spec.ts\`, \`e2e/healing/heal.spec.ts\`, \`e2e/healing/first-visit.spec.ts\`.

A style that is healed gets its URL with an empty command at its end (\`…?wid=400&\`): browsers draw a style's picture from what the document
once got for that URL. A server that does not take that for the same picture (signed URLs) keeps the substitute there until the next page.

## Limits

- **\`<object>\` and \`<embed>\`**: browsers never show their requests to a worker. \`<object>\` has a substitute of its own: its content.
- **Icons of the page** (\`<link rel="icon">\`) are requested by the browser itself, past the worker in most browsers.
- **A body that stalls** after its headers and its first bytes cannot be told from a slow one: the browser goes on waiting, and shows what has
  come, as without the layer. One that breaks off is seen.
- **A worker that ends at the very moment when it hands over a good picture**: that image may neither load nor fail in Chromium (seen once). The page
  cannot tell it from a slow one. When the worker ends a little sooner or later, the image breaks, and is requested again.
- **The same URL with and without \`crossorigin\`** on one page is one image to marks and to the \`heal\` event. Where a server gives the picture to
  the one and refuses it to the other, the image that was answered last decides for both, until they are requested again.
- **A server without CORS headers**: only the page sees what its answers are. It tries the image of one of its substitutes aside, at most once a minute
  if the server stays away for long, and when that one is a picture, the others too.`;
