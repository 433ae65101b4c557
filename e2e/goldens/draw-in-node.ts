import { GlobalFonts } from '@napi-rs/canvas';
import { nodeRenderPort } from '../../src/tooling/render/index.js';
import type { Drawn } from './draw-in-worker.js';
import { type Drawing, draw } from './drawing.js';
import { goldenFonts } from './fonts.js';

let fonts: Promise<void> | undefined;

/** Draws in this process, with the port of `image-understudy/render`. */
export async function drawInNode(drawing: Drawing): Promise<Drawn> {
	fonts ??= addFonts();
	await fonts;
	const { blob, type, notes } = await draw(drawing, nodeRenderPort);
	return { type, notes, bytes: Buffer.from(await blob.arrayBuffer()) };
}

async function addFonts(): Promise<void> {
	for (const { family, base64 } of await goldenFonts()) {
		GlobalFonts.register(Buffer.from(base64, 'base64'), family);
	}
}
