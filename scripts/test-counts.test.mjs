import { expect, test } from 'vitest';
import { countPlaywright, countVitest } from './test-counts.mjs';

const file = (/** @type {string} */ status, /** @type {string[]} */ ...states) => ({
	name: 'a.test.ts',
	status,
	assertionResults: states.map((state) => ({ status: state, fullName: 'a picture is shown' })),
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
		report: { stats: { ...stats, expected: 3 }, errors: [], suites: [] },
		passed: 3,
		failed: 0,
	},
	{
		title: 'one fails',
		code: 1,
		report: { stats: { ...stats, expected: 1, unexpected: 1 }, errors: [], suites: [] },
		passed: 1,
		failed: 1,
	},
	{
		title: 'skipped or flaky is not passed',
		code: 0,
		report: { stats: { ...stats, flaky: 1, skipped: 2 }, errors: [], suites: [] },
		passed: 0,
		failed: 3,
	},
	{
		title: 'a file cannot be loaded',
		code: 1,
		report: { stats: { ...stats, expected: 1 }, errors: [{}], suites: [] },
		passed: 1,
		failed: 1,
	},
	{ title: 'nothing ran', code: 0, report: { stats, errors: [], suites: [] }, passed: 0, failed: 1 },
])('Playwright: $title', ({ code, report, passed, failed }) => {
	expect(countPlaywright(code, report)).toMatchObject({ passed, failed });
});

test('vitest: what failed is named, with its reason', () => {
	const results = [
		{ status: 'passed', fullName: 'a good picture' },
		{
			status: 'failed',
			fullName: 'a broken picture',
			failureMessages: ['\u001b[31mError: none\u001b[39m\n  at x'],
		},
		{ status: 'skipped', fullName: 'a late picture' },
	];
	const { failures } = countVitest(1, {
		testResults: [{ name: 'a.test.ts', status: 'failed', assertionResults: results }, file('failed')],
	});
	expect(failures).toEqual([
		'a.test.ts › a broken picture | failed | Error: none',
		'a.test.ts › a late picture | skipped',
		'a.test.ts | failed',
	]);
});

test('Playwright: what failed is named, with its reason', () => {
	const spec = (/** @type {string} */ status, /** @type {string[]} */ ...messages) => ({
		title: 'a picture is shown',
		file: 'a.spec.ts',
		line: 7,
		tests: [
			{ status, projectName: 'webkit', results: [{ errors: messages.map((message) => ({ message })) }] },
		],
	});
	const { failures } = countPlaywright(1, {
		stats: { expected: 1, unexpected: 1, flaky: 0, skipped: 1 },
		errors: [{ message: 'no such file\nat x' }],
		suites: [
			{ specs: [spec('expected')], suites: [{ specs: [spec('unexpected', 'Error: none\nat x')] }] },
			{ specs: [spec('skipped')] },
		],
	});
	expect(failures).toEqual([
		'[webkit] a.spec.ts:7 › a picture is shown | unexpected | Error: none',
		'[webkit] a.spec.ts:7 › a picture is shown | skipped',
		'outside of any test | failed | no such file',
	]);
});

test.each([0, 1])('a runner that wrote no report has failed, exit code %i', (code) => {
	expect(countVitest(code, undefined)).toEqual({ passed: 0, failed: 1, problem: 'no test ran' });
	expect(countPlaywright(code, undefined)).toEqual({ passed: 0, failed: 1, problem: 'no test ran' });
});
