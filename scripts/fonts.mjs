import { spawnSync } from 'node:child_process';
import { installDebianPackages } from './browser.mjs';

/**
 * What the browser tests write with fonts of the system: as fontconfig asks for it, and the Debian package that
 * brings it.
 */
const wanted = [
	{ what: 'a font as wide as Arial', pattern: ':family=Liberation Sans', package: 'fonts-liberation' },
	{ what: 'Hebrew and Arabic letters', pattern: ':charset=5d0 62e', package: 'fonts-dejavu-core' },
	{ what: 'Japanese', pattern: ':charset=65e5 30fc', package: 'fonts-ipafont-gothic' },
	{ what: 'emoji in colour', pattern: ':charset=1f34e:color=true', package: 'fonts-noto-color-emoji' },
];

/** Installs the fonts that are missing where that is possible, and says what the tests will miss where it is not. */
export async function ensureFonts() {
	const missing = wanted.filter(({ pattern }) => isMissing(pattern));
	if (missing.length === 0) return;
	const problem = await installDebianPackages(missing.map((font) => font.package));
	if (problem)
		console.log(`Without ${missing.map(({ what }) => what).join(', ')} some tests fail: ${problem}`);
}

/**
 * A system without fontconfig has fonts of its own.
 *
 * @param {string} pattern
 */
function isMissing(pattern) {
	const { status, stdout } = spawnSync('fc-list', [pattern, 'family'], { encoding: 'utf8' });
	return status === 0 && stdout.trim() === '';
}
