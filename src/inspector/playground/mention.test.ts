import { expect, test } from 'vitest';
import { effectiveAttributes } from '../../catalog/lookup/effective-attributes.js';
import { DEFAULT_CATALOG } from '../../protocol/catalogs.js';
import { parseImageRequest } from '../../protocol/parse-image-request.js';
import { renderRequest } from '../../render/render.js';
import { nodeRenderPort } from '../../tooling/render/node-port.js';
import { mentionIn } from './mention.js';

const port = nodeRenderPort(async () => Promise.reject(new Error('it is not there')));

/** What the renderer has to say about a template: its error, or its notes. */
async function saidOf(text: string): Promise<readonly string[]> {
	const request = parseImageRequest(`/is/image?${text.replaceAll('\n', '').replaceAll('#', '%23')}`);
	try {
		return (await renderRequest(request, effectiveAttributes({}, DEFAULT_CATALOG), port)).notes;
	} catch (error) {
		return [error instanceof Error ? error.message : String(error)];
	}
}

test.each([
	['size=9,9&color=ff0000&\nfmt=avif', ['fmt=avif']],
	['size=9,9&color=ff0000&fmt=jpeg,cmyk&wid=4', ['fmt=jpeg,cmyk']],
	['size=9,9&color=ff0000&fmt=png8-alpha', ['fmt=png8-alpha']],
	['size=9,9&color=ff0000&fmt=jpeg&qlt=80,1', ['qlt=80,1']],
	['size=9,9&color=ff0000&resMode=sharp2', ['resMode=sharp2']],
	['size=9,9&text={\\fonttbl{\\f0 Nobody Sans;}}\\f0 Hello', ['Nobody Sans']],
	['size=9,9&textPs=\\kerningoptical Hello', ['\\kerningoptical']],
	['size=9,9&color=ff0000&layer=1&src=Acme/mug', ['Acme/mug']],
	['size=9,9&color=ff0000&fit=crop', ['fit=crop']],
	['size=5000,5000&color=ff0000', ['size=5000,5000']],
])('%s', async (text, expected) => {
	const said = await saidOf(text);
	const found = said.map((sentence) => mentionIn(text, sentence));
	expect(
		found.map((mention) => mention && text.slice(mention.start, mention.end)),
		said.join('\n'),
	).toEqual(expected);
});

test.each(['wid=3', ''])('what is said of the whole has no place: %s', async (text) => {
	const [sentence = ''] = await saidOf(text);
	expect(sentence).toMatch(/^Layer 0 is required/);
	expect(mentionIn(text, sentence)).toBeUndefined();
});
