import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { readExpression } from '../../src/catalog/expressions/expression.js';
import { PatternError } from '../../src/catalog/expressions/pattern-error.js';
import { checkManifest, ManifestError, parseManifest } from '../../src/catalog/index.js';
import { manifests } from '../../src/catalog/manifest/testing/manifests.js';
import { applyRules } from '../../src/catalog/rules/apply-rules.js';
import { SearchAllowance } from '../../src/catalog/rules/search-allowance.js';
import { hostile, patternTexts, rules } from '../../src/catalog/rules/testing/rules.js';
import { formatImageRequest } from '../../src/protocol/format-image-request.js';
import { parseImageRequest } from '../../src/protocol/parse-image-request.js';
import { readRtf } from '../../src/protocol/rtf/read-rtf.js';
import { renderers, sources } from '../../src/protocol/rtf/testing/sources.js';
import { catalogs, urls } from '../../src/protocol/testing/urls.js';
import { parseAttributeFile } from '../../src/tooling/import/attribute-file.js';
import { readDataFile } from '../../src/tooling/import/data-file.js';
import { ImportStopped, Report } from '../../src/tooling/import/report.js';
import { parseRuleSet } from '../../src/tooling/import/rule-set.js';
import { brokenFiles } from '../../src/tooling/import/testing/broken-files.js';
import { readCatalogText, readXmlText } from '../../src/tooling/import/text-file.js';
import { createProgress } from '../../src/tooling/progress.js';

/** Something that reads what strangers wrote: whatever it is, it must be answered, and soon. */
export interface Target {
	readonly name: string;
	readonly inputs: fc.Arbitrary<unknown>;
	/** how many times `answer` reads its input */
	readonly readings: number;
	/** @throws if the input was not answered as it should be */
	readonly answer: (input: unknown) => void | Promise<void>;
}

/** Keeps the type of the inputs to itself. */
function target<T>(
	name: string,
	inputs: fc.Arbitrary<T>,
	answer: (input: T) => void | Promise<void>,
	readings = 1,
): Target {
	return { name, inputs, readings, answer: (input) => answer(input as T) };
}

/** Runs something that may refuse its input in its own words. */
function refusing<T>(refusal: new (...values: never[]) => Error, action: () => T): T | undefined {
	try {
		return action();
	} catch (error) {
		if (error instanceof refusal) return undefined;
		throw error;
	}
}

const allowedRules = fc
	.array(rules, { maxLength: 6 })
	.map((set) =>
		set.filter(({ expression = '' }) => refusing(PatternError, () => readExpression(expression))),
	);

const manifestTexts = fc
	.tuple(
		fc.oneof(
			fc.json(),
			manifests.map((json) => JSON.stringify(json)),
		),
		fc.nat(1),
	)
	.map(([text, cut]) => text.slice(0, text.length - cut));

const silence = { out: () => {}, error: () => {} };
/** of this run, removed after it */
const [, folder = ''] = process.argv.slice(2);
const columns = { required: ['Id'], optional: ['Path', 'UserData'] };

/** Reads a file as each kind of catalog file. */
async function importFile(bytes: Uint8Array): Promise<void> {
	const file = join(folder, 'file');
	writeFileSync(file, bytes);
	const named = { file: 'catalog.ini' };
	const attempts = [
		async (report: Report) => parseAttributeFile(await readCatalogText(file, named, report), file, report),
		async (report: Report) => parseRuleSet(await readXmlText(file, named, report), file, report),
		async (report: Report) => {
			const reading = { report, progress: createProgress(undefined) };
			for await (const { fields } of readDataFile(file, columns, named, reading)) {
				if (!fields.Id) throw new Error('a row without its key');
			}
		},
	];
	for (const attempt of attempts) {
		await attempt(new Report(silence)).catch((error: unknown) => {
			if (!(error instanceof ImportStopped)) throw error;
		});
	}
}

/** What was read is written, and read again to the same. */
function checkRoundTrip(url: string): void {
	const written = formatImageRequest(parseImageRequest(url, catalogs));
	const again = formatImageRequest(parseImageRequest(written, catalogs));
	if (again !== written) throw new Error(`written ${written}\nand then ${again}`);
}

export const targets: readonly Target[] = [
	target('parser', urls, (url) => {
		parseImageRequest(url, catalogs);
	}),
	target('round trip', urls, checkRoundTrip, 4),
	target('RTF', fc.tuple(sources, renderers), ([source, renderer]) => {
		readRtf(source, renderer);
	}),
	target('rule sets', fc.tuple(allowedRules, hostile, fc.nat(2_000)), ([set, textOf, length]) => {
		const allowance = new SearchAllowance();
		applyRules(textOf(length), set, { requestType: 'is', allowance });
	}),
	target('expressions', patternTexts, (text) => {
		refusing(PatternError, () => readExpression(text));
	}),
	target('manifest', manifests, (json) => {
		refusing(ManifestError, () => checkManifest(parseManifest(json)));
	}),
	target('manifest as text', manifestTexts, (text) => {
		refusing(ManifestError, () => parseManifest(text));
	}),
	target('catalog files', brokenFiles, importFile, 3),
];
