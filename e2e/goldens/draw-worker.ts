import { workerRenderPort } from '../../src/render/index.js';
import { type Drawing, draw } from './drawing.js';
import type { FontFile } from './fonts.js';

/** What the page sends: fonts first, then drawings, each with a port for the answer. */
export type Message = { readonly fonts: readonly FontFile[] } | Drawing;

export type Answer =
	| { readonly type: string; readonly base64: string; readonly notes: readonly string[] }
	| { readonly error: string };

self.addEventListener('message', async ({ data, ports }: MessageEvent<Message>) => {
	ports[0]?.postMessage(await answer(data).catch((error: unknown) => ({ error: String(error) })));
});

async function answer(message: Message): Promise<Answer> {
	if ('fonts' in message) {
		await Promise.all(message.fonts.map(addFont));
		return { type: '', base64: '', notes: [] };
	}
	const { blob, type, notes } = await draw(message, workerRenderPort);
	const bytes = new Uint8Array(await blob.arrayBuffer());
	return { type, base64: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')), notes };
}

async function addFont({ family, weight, style, base64 }: FontFile): Promise<void> {
	const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
	const face = await new FontFace(family, bytes, { weight, style }).load();
	const { fonts } = self as unknown as { fonts: Set<FontFace> };
	fonts.add(face);
}
