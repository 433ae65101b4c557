import { describe, expect, it } from 'vitest';
import type { Failure } from './failure.js';
import { english } from './wording/english.js';
import { french } from './wording/french.js';
import { german } from './wording/german.js';
import { wordError } from './wording.js';

const missing: Failure = { reason: 'missing', status: 403, serverText: 'Unable to find Acme/xyz' };

describe('wordError: ErrorDetail decides about the message', () => {
	it.each([0, 1] as const)('catalog-and-errors 14, 17: level %i says the title only', (level) => {
		const text = wordError(missing, 'Acme/xyz', level);
		expect(text).toEqual({ title: 'Image not found', message: 'Image not found' });
	});

	it('level 2 names the object and repeats the server', () => {
		const { message } = wordError(missing, 'Acme/xyz', 2);
		expect(message).toBe('The image server did not find Acme/xyz. It answered 403: Unable to find Acme/xyz');
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
			title: 'Bild nicht gefunden',
			message: 'Acme/xyz fehlt',
		});
	});

	it('leaves a name that it does not know', () => {
		const odd = { en: { missing: { message: '{colour} {toString} {object}' } } };
		expect(wordError(missing, 'Acme/xyz', 2, odd).message).toBe('{colour} {toString} Acme/xyz');
	});

	it('never fills in a name that came with a value', () => {
		const failure = { ...missing, serverText: '{object}' };
		expect(wordError(failure, 'Acme/{server}', 2).message).toBe(
			'The image server did not find Acme/{server}. It answered 403: {object}',
		);
	});
});

describe('wordError: the language of the shopper', () => {
	it.each([
		[['fr'], 'Image introuvable'],
		[['de-AT'], 'Bild nicht gefunden'],
		[['DE_de'], 'Bild nicht gefunden'],
		[['en-GB', 'de'], 'Image not found'],
		[['ja', 'de', 'fr'], 'Bild nicht gefunden'],
		[['ja'], 'Image not found'],
		[['french', ''], 'Image not found'],
		[['__proto__', 'constructor'], 'Image not found'],
	])('locales %j have built-in words: %s', (locales, title) => {
		expect(wordError(missing, 'Acme/xyz', 0, {}, locales).title).toBe(title);
	});

	it.each([
		['the nearest locale of the shop', ['fr-CA'], { fr: 'A', 'fr-ca': 'B' }, 'B'],
		['then that of the language', ['fr-BE'], { fr: 'A', 'fr-ca': 'B' }, 'A'],
		['the shop before what is built in', ['de'], { de: 'A' }, 'A'],
		['a built-in first language before the shop’s second', ['de', 'fr'], { fr: 'A' }, 'Bild nicht gefunden'],
		['the shop’s English before the built-in one', ['ja'], { en: 'A' }, 'A'],
		['a language that only the shop speaks', ['ja', 'de'], { ja: 'A' }, 'A'],
	])('%s', (_, locales, titles, title) => {
		const messages = Object.fromEntries(
			Object.entries(titles).map(([locale, own]) => [locale, { missing: { title: own } }]),
		);
		expect(wordError(missing, 'Acme/xyz', 0, messages, locales).title).toBe(title);
	});

	it('a shop that words another failure leaves this one to the built-in words', () => {
		const messages = { 'fr-CA': { timeout: { title: 'A' } } };
		expect(wordError(missing, 'x', 0, messages, ['fr-CA']).title).toBe('Image introuvable');
	});

	it.each([
		['fr', 'Le serveur d’images n’a pas trouvé l’image a/b. Il a répondu 403 : Unable to find Acme/xyz'],
		['de', 'Der Bildserver hat das Bild a/b nicht gefunden. Er antwortete mit 403: Unable to find Acme/xyz'],
	])('what the server said is introduced in the same language: %s', (locale, message) => {
		expect(wordError(missing, 'a/b', 2, {}, [locale]).message).toBe(message);
	});

	it('without an answer, what was found out here is said plainly', () => {
		const failure: Failure = { reason: 'invalid', status: 0, serverText: 'wid= is no number.' };
		expect(wordError(failure, 'a/b', 2).message).toBe('The request for a/b is not valid. wid= is no number.');
	});

	it('every language has words of its own for every failure', () => {
		const reasons = Object.keys(english.wordings);
		expect(reasons).toHaveLength(9);
		for (const { wordings } of [french, german]) {
			expect(Object.keys(wordings)).toEqual(reasons);
			for (const reason of reasons as (keyof typeof wordings)[]) {
				expect(wordings[reason].title).not.toBe(english.wordings[reason].title);
				expect(wordings[reason].message).toContain('{object}');
				const names = (text: string) => text.match(/\{\w+\}/g)?.sort();
				expect(names(wordings[reason].message)).toEqual(names(english.wordings[reason].message));
			}
		}
	});
});
