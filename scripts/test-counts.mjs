import { stripVTControlCharacters } from 'node:util';

/**
 * What a test runner's JSON report says, as two numbers. Everything that is not a pass is a failure:
 * a test that was skipped, that passed only at the second try, a file that could not be loaded, a
 * runner that ended badly or that found nothing to run.
 *
 * @typedef {{ passed: number, failed: number, problem?: string, failures?: readonly string[] }} Count
 * `problem`: what failed although no test did; `failures`: a line for each test that did not pass
 */

/**
 * @typedef {object} VitestReport
 * @property {{ name: string, status: string, assertionResults: VitestResult[] }[]} testResults
 *
 * @typedef {{ status: string, fullName: string, failureMessages?: string[] }} VitestResult
 */

/**
 * @param {number} exitCode
 * @param {VitestReport | undefined} report undefined: none was written
 * @returns {Count}
 */
export function countVitest(exitCode, report) {
	let passed = 0;
	const failures = [];
	for (const { name, status, assertionResults } of report?.testResults ?? []) {
		const others = assertionResults.filter((result) => result.status !== 'passed');
		passed += assertionResults.length - others.length;
		for (const result of others) {
			failures.push(line(`${name} › ${result.fullName}`, result.status, result.failureMessages?.[0]));
		}
		// a file that cannot be loaded has no tests, but has failed
		if (status === 'failed' && others.length === 0) failures.push(line(name, status));
	}
	return withExitCode(exitCode, { passed, failed: failures.length, failures });
}

/**
 * @typedef {object} PlaywrightReport
 * @property {{ expected: number, unexpected: number, flaky: number, skipped: number }} stats
 * @property {{ message?: string }[]} errors outside of any test
 * @property {PlaywrightSuite[]} suites
 *
 * @typedef {object} PlaywrightSuite
 * @property {{ title: string, file: string, line: number, tests: PlaywrightTest[] }[]} specs
 * @property {PlaywrightSuite[]} [suites]
 *
 * @typedef {object} PlaywrightTest
 * @property {string} status `expected`, `unexpected`, `flaky` or `skipped`
 * @property {string} projectName
 * @property {{ errors: { message?: string }[] }[]} results
 */

/**
 * @param {number} exitCode
 * @param {PlaywrightReport | undefined} report undefined: none was written
 * @returns {Count}
 */
export function countPlaywright(exitCode, report) {
	if (!report) return withExitCode(exitCode, { passed: 0, failed: 0 });
	const { expected, unexpected, flaky, skipped } = report.stats;
	return withExitCode(exitCode, {
		passed: expected,
		failed: unexpected + flaky + skipped + report.errors.length,
		failures: [
			...report.suites.flatMap(failuresOf),
			...report.errors.map(({ message }) => line('outside of any test', 'failed', message)),
		],
	});
}

/**
 * @param {PlaywrightSuite} suite
 * @returns {string[]}
 */
function failuresOf({ specs, suites = [] }) {
	const own = specs.flatMap(({ title, file, line: row, tests }) =>
		tests
			.filter(({ status }) => status !== 'expected')
			.map(({ status, projectName, results }) => {
				const error = results.flatMap(({ errors }) => errors)[0];
				return line(`[${projectName}] ${file}:${row} › ${title}`, status, error?.message);
			}),
	);
	return [...own, ...suites.flatMap(failuresOf)];
}

/**
 * @param {string} test
 * @param {string} status
 * @param {string} [message] of which the first line is told
 */
function line(test, status, message) {
	const reason = stripVTControlCharacters(message ?? '').split('\n')[0];
	return [test, status, reason].filter(Boolean).join(' | ');
}

/**
 * @param {number} exitCode
 * @param {Count} count
 * @returns {Count}
 */
function withExitCode(exitCode, { passed, failed, failures = [] }) {
	if (passed + failed === 0) return { passed, failed: 1, problem: 'no test ran' };
	if (exitCode === 0 || failed > 0) return { passed, failed, failures };
	return { passed, failed: 1, problem: `the test runner ended with exit code ${exitCode}` };
}
