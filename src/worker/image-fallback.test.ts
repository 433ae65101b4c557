import 'fake-indexeddb/auto';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Settings } from '../catalog/settings.js';
import type { Mode } from '../messages.js';
import type { ImageFallback } from './image-fallback.js';
import { stubWorkerGlobals } from './testing/worker-globals.js';

const url = 'https://images.example.com/is/image/Acme/mug';

/** What a manifest says of the server. */
const SERVER = {
	origin: 'https://images.example.com',
	root: '/is/image',
	cors: 'auto',
	credentials: 'omit',
	timeoutMs: 8000,
	errorBodies: 'replace',
	placeholders: { headers: { 'x-cld-error': '' } },
} as const;

beforeEach(stubWorkerGlobals);

/** What a worker gives that has just started, and reads its settings while the server answers. */
async function answerOfColdWorker(mode: Mode, answer: Response): Promise<string> {
	const { ImageFallback } = await import('./image-fallback.js');
	const answerFailure = async () => new Response('substitute');
	const strategy: ImageFallback = new ImageFallback({
		loadFallback: async () => ({ answerFailure }) as never,
	});
	const { memory } = strategy;
	vi.spyOn(memory, 'read').mockResolvedValue();
	vi.stubGlobal('fetch', async () => {
		memory.settings = { mode, servers: [SERVER] } as unknown as Settings;
		return answer.clone();
	});
	const request = new Request(url);
	const response = await strategy._handle(request, { event: { waitUntil: () => {} } } as never);
	return response.text();
}

const picture = new Response('picture', { headers: { 'content-type': 'image/png' } });
const placeholder = new Response('placeholder', {
	headers: { 'content-type': 'image/png', 'x-cld-error': 'no such image' },
});

test.each([
	['on', picture, 'picture'],
	['on', placeholder, 'substitute'],
	['off', placeholder, 'placeholder'],
] as const)('a worker that has just started, mode %s', async (mode, answer, shown) =>
	expect(await answerOfColdWorker(mode, answer)).toBe(shown),
);

test('a picture that came late and broke is not given again', async () => {
	const { ImageFallback } = await import('./image-fallback.js');
	const answerFailure = async () => new Response('substitute');
	const strategy: ImageFallback = new ImageFallback({
		loadFallback: async () => ({ answerFailure }) as never,
	});
	const { memory } = strategy;
	memory.replace({ mode: 'on', servers: [SERVER] } as unknown as Settings);
	vi.stubGlobal('fetch', async () => picture.clone());
	const request = new Request(url);
	memory.late.keep(request, new Response('half a picture'));
	const shown = async () => {
		const response = await strategy._handle(request, { event: { waitUntil: () => {} } } as never);
		return response.text();
	};
	expect(await shown()).toBe('half a picture');
	memory.suspect(url);
	expect(await shown()).toBe('substitute');
});
