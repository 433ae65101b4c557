import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../project.mjs';

/** How many vectors each chapter has. */
const CHAPTERS = { protocol: 59, 'catalog-and-errors': 68, text: 50, pixels: 47, geometry: 56 };

const page = readFileSync(join(root, 'docs', 'vectors.md'), 'utf8');

/**
 * The numbers of `1–4, 7`, of `1-4 and 7` and of `1 to 4`.
 *
 * @param {string} list
 */
function numbersIn(list) {
	return [...list.matchAll(/(\d+)(?:(?:[–-]| to )(\d+))?/g)].flatMap(([, first, last = first]) =>
		Array.from({ length: Number(last) - Number(first) + 1 }, (_, index) => Number(first) + index),
	);
}

/**
 * The rows of a chapter. A file that is named behind `5 also` or `16 drawn:` counts for those numbers only.
 *
 * @param {string} chapter
 */
function rowsOf(chapter) {
	const section = page.split(/^## /m).find((text) => text.startsWith(`${chapter}\n`)) ?? '';
	return [...section.matchAll(/^\| (\d[^|]*) \|[^|]*\| ([^|]*) \|/gm)].map(([, numbers = '', tests = '']) => {
		const [everywhere = ''] = tests.split(';');
		const files = (/** @type {string} */ text) =>
			[...text.matchAll(/`([^`]+)`/g)].map(([, file = '']) => file);
		return { numbers: numbersIn(numbers), files: files(everywhere), mentioned: files(tests) };
	});
}

const RANGE = String.raw`\d+(?:(?:[–-]| to )\d+)?`;
const LIST = `${RANGE}(?:(?:, | and )${RANGE})*`;

/**
 * The numbers that the titles in a test file bear: `chapter 7: …`, or `7: …` where the group of the title, or
 * its pattern, names the chapter. A group alone proves nothing.
 *
 * @param {string} chapter
 * @param {string} file
 */
function titled(chapter, file) {
	const text = readFileSync(join(root, file), 'utf8').replace(/^\s*(?:\/\*\*?|\*|\/\/).*$/gm, '');
	const tests = text.replace(/\bdescribe(?:\.\w+)?\(\s*(['`])(?:(?!\1).)*\1/g, '');
	const full = [...tests.matchAll(new RegExp(`\\b${chapter} (${LIST})`, 'g'))];
	const isNamed = new RegExp(`\\b${chapter} (?:%|\\$)|describe\\('${chapter}\\b`).test(text);
	const short = isNamed ? [...tests.matchAll(new RegExp(`['\`](${LIST})(?=['\`:, ])|\\[(\\d+),`, 'g'))] : [];
	return new Set([...full, ...short].flatMap(([, list, row]) => numbersIn(list ?? row ?? '')));
}

const chapters = Object.entries(CHAPTERS);

test.each(chapters)(
	'%s: each of its %d vectors stands in a row, and in a title of each test named there',
	(chapter, count) => {
		const rows = rowsOf(chapter);
		const listed = rows.flatMap(({ numbers }) => numbers).toSorted((a, b) => a - b);
		expect(listed).toEqual(Array.from({ length: count }, (_, index) => index + 1));

		const missing = rows.flatMap(({ numbers, files, mentioned }) => [
			...mentioned.filter((file) => !existsSync(join(root, file))),
			...numbers.flatMap((number) => {
				const name = `${chapter} ${number}`;
				if (files.length === 0) return [`${name}: no test is named`];
				const isTested = files.some((file) => titled(chapter, file).has(number));
				return isTested ? [] : [`${name}: no title in ${files.join(', ')}`];
			}),
		]);
		expect(missing).toEqual([]);
	},
);
