import { describe, expect, it } from 'vitest';
import type { Failure } from './failure.js';
import { wordError } from './wording.js';

const missing: Failure = { reason: 'missing', status: 403, serverText: 'Unable to find Acme/xyz' };

describe('wordError: ErrorDetail decides about the message', () => {
	it.each([0, 1] as const)('catalog-and-errors 14, 17: level %i says the title only', (level) => {
		const text = wordError(missing, 'Acme/xyz', level);
		expect(text).toEqual({ title: 'Image not found', message: 'Image not found' });
	});

	it('level 2 names the object and repeats the server', () => {
		const { message } = wordError(missing, 'Acme/xyz', 2);
		expect(message).toBe('The image Acme/xyz was not found. It answered 403: Unable to find Acme/xyz');
	});

	it('catalog-and-errors 16: level 3 is reduced to level 2 in an image', () => {
		expect(wordError(missing, 'Acme/xyz', 3)).toEqual(wordError(missing, 'Acme/xyz', 2));
	});

	it('says nothing of a status where there was no answer', () => {
		const failure: Failure = { reason: 'network', status: 0, serverText: '' };
		expect(wordError(failure, 'Acme/xyz', 2).message).toBe(
			'The image server could not be reached for Acme/xyz.',
		);
	});
});

describe('wordError: the shop has its own words', () => {
	const messages = {
		fr: { missing: { title: 'Image introuvable' } },
		de: { missing: { message: '{object} fehlt' } },
	};

	it.each([
		[['fr'], 'Image introuvable'],
		[['fr_CA'], 'Image introuvable'],
		[['FR-fr', 'en'], 'Image introuvable'],
		[['ja', 'fr'], 'Image introuvable'],
		[['en'], 'Image not found'],
		[[], 'Image not found'],
	])('locales %j give %j', (locales, title) => {
		expect(wordError(missing, 'Acme/xyz', 0, messages, locales).title).toBe(title);
	});

	it('fills in the names of its message', () => {
		expect(wordError(missing, 'Acme/xyz', 2, messages, ['de'])).toEqual({
			title: 'Image not found',
			message: 'Acme/xyz fehlt',
		});
	});

	it('never fills in a name that came with a value', () => {
		const failure = { ...missing, serverText: '{object}' };
		expect(wordError(failure, 'Acme/{server}', 2).message).toBe(
			'The image Acme/{server} was not found. It answered 403: {object}',
		);
	});
});
