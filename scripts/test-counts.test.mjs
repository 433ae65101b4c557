import { expect, test } from 'vitest';
import { countPlaywright, countVitest } from './test-counts.mjs';

const file = (/** @type {string} */ status, /** @type {string[]} */ ...states) => ({
	name: 'a.test.ts',
	status,
	assertionResults: states.map((state) => ({ status: state })),
});

test.each([
	{ title: 'all pass', code: 0, files: [file('passed', 'passed', 'passed')], passed: 2, failed: 0 },
	{ title: 'one fails', code: 1, files: [file('failed', 'passed', 'failed')], passed: 1, failed: 1 },
	{
		title: 'skipped is not passed',
		code: 0,
		files: [file('passed', 'passed', 'skipped')],
		passed: 1,
		failed: 1,
	},
	{
		title: 'a file cannot be loaded',
		code: 1,
		files: [file('failed'), file('passed', 'passed')],
		passed: 1,
		failed: 1,
	},
	{ title: 'nothing ran', code: 0, files: [], passed: 0, failed: 1 },
	{
		title: 'an error outside of the tests',
		code: 1,
		files: [file('passed', 'passed')],
		passed: 1,
		failed: 1,
	},
])('vitest: $title', ({ code, files, passed, failed }) => {
	expect(countVitest(code, { testResults: files })).toMatchObject({ passed, failed });
});

const stats = { expected: 0, unexpected: 0, flaky: 0, skipped: 0 };

test.each([
	{
		title: 'all pass',
		code: 0,
		report: { stats: { ...stats, expected: 3 }, errors: [] },
		passed: 3,
		failed: 0,
	},
	{
		title: 'one fails',
		code: 1,
		report: { stats: { ...stats, expected: 1, unexpected: 1 }, errors: [] },
		passed: 1,
		failed: 1,
	},
	{
		title: 'skipped or flaky is not passed',
		code: 0,
		report: { stats: { ...stats, flaky: 1, skipped: 2 }, errors: [] },
		passed: 0,
		failed: 3,
	},
	{
		title: 'a file cannot be loaded',
		code: 1,
		report: { stats: { ...stats, expected: 1 }, errors: [{}] },
		passed: 1,
		failed: 1,
	},
	{ title: 'nothing ran', code: 0, report: { stats, errors: [] }, passed: 0, failed: 1 },
])('Playwright: $title', ({ code, report, passed, failed }) => {
	expect(countPlaywright(code, report)).toMatchObject({ passed, failed });
});

test.each([0, 1])('a runner that wrote no report has failed, exit code %i', (code) => {
	expect(countVitest(code, undefined)).toEqual({ passed: 0, failed: 1, problem: 'no test ran' });
	expect(countPlaywright(code, undefined)).toEqual({ passed: 0, failed: 1, problem: 'no test ran' });
});
