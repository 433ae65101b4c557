import { expect, test } from 'vitest';
import { transientOf } from './transient-failures.js';

test.each([
	['timeout', 'server'],
	['network', 'server'],
	['server', 'server'],
	['overload', 'server'],
	['content', 'answer'],
	['decode', 'answer'],
	['missing', undefined],
	['refused', undefined],
	['invalid', undefined],
] as const)('%s', (reason, transient) => expect(transientOf(reason)).toBe(transient));
