/**
 * What a test runner's JSON report says, as two numbers. Everything that is not a pass is a failure:
 * a test that was skipped, that passed only at the second try, a file that could not be loaded, a
 * runner that ended badly or that found nothing to run.
 *
 * @typedef {{ passed: number, failed: number, problem?: string }} Count
 * `problem`: what failed although no test did
 */

/**
 * @typedef {object} VitestReport
 * @property {{ name: string, status: string, assertionResults: { status: string }[] }[]} testResults
 */

/**
 * @param {number} exitCode
 * @param {VitestReport | undefined} report undefined: none was written
 * @returns {Count}
 */
export function countVitest(exitCode, report) {
	let passed = 0;
	let failed = 0;
	for (const file of report?.testResults ?? []) {
		const states = file.assertionResults.map(({ status }) => status);
		const passes = states.filter((status) => status === 'passed').length;
		passed += passes;
		failed += states.length - passes;
		// a file that cannot be loaded has no tests, but has failed
		if (file.status === 'failed' && passes === states.length) failed += 1;
	}
	return withExitCode(exitCode, { passed, failed });
}

/**
 * @typedef {object} PlaywrightReport
 * @property {{ expected: number, unexpected: number, flaky: number, skipped: number }} stats
 * @property {unknown[]} errors outside of any test
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
	});
}

/**
 * @param {number} exitCode
 * @param {Count} count
 * @returns {Count}
 */
function withExitCode(exitCode, { passed, failed }) {
	if (passed + failed === 0) return { passed, failed: 1, problem: 'no test ran' };
	if (exitCode === 0 || failed > 0) return { passed, failed };
	return { passed, failed: 1, problem: `the test runner ended with exit code ${exitCode}` };
}
