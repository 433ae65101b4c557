import { expect, test } from 'vitest';
import { isCandidate } from './match.js';
import type { WorkerMemory } from './memory/worker-memory.js';

const memory = {
	settings: { mode: 'on' },
	serverOf: (url: string) => (url.startsWith('https://images.example.com/is/image/') ? {} : undefined),
	isForbidden: () => false,
} as unknown as WorkerMemory;

const IMAGE = {
	url: 'https://images.example.com/is/image/Acme/mug',
	method: 'GET',
	destination: 'image',
	mode: 'no-cors',
	cache: 'default',
	integrity: '',
	headers: new Headers(),
} as const satisfies Partial<Request>;

test.each<[string, Partial<Request>, boolean]>([
	['an image', {}, true],
	['a script that fetches it', { destination: '', mode: 'cors' }, true],
	['JSONP', { destination: 'script' }, true],
	['a picture of another server', { url: 'https://elsewhere.example.com/is/image/mug' }, false],
	['a style sheet', { destination: 'style' }, false],
	['a tab of its own', { mode: 'navigate' }, false],
	['HEAD', { method: 'HEAD' }, false],
	['a part of it', { headers: new Headers({ range: 'bytes=0-99' }) }, false],
	['what is in the cache', { cache: 'only-if-cached', mode: 'same-origin' }, false],
	['these very bytes and no others', { destination: '', mode: 'cors', integrity: 'sha256-AAAA' }, false],
])('%s: %j', (_, request, expected) =>
	expect(isCandidate({ ...IMAGE, ...request } as Request, memory)).toBe(expected),
);
