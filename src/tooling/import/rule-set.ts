import { nearestName } from '../../catalog/schema/nearest-name.js';
import { rule as ruleSchema } from '../../catalog/schema/rule-schema.js';
import type { Place } from './place.js';
import type { Report } from './report.js';
import { unlessEmpty, withoutAbsent } from './without-absent.js';
import { parseXml, type XmlElement } from './xml-tree.js';

export interface ImportedRule {
	/** in the manifest's form; its values are not judged yet */
	readonly value: Readonly<Record<string, unknown>>;
	/** of its start tag */
	readonly place: Place;
	/** keys in the manifest, e.g. `['header', 0]` -> the element they were read from */
	readonly places: readonly (readonly [keys: readonly (string | number)[], place: Place])[];
}

/** What `<rule>` may set for a request: catalog attributes, as the manifest spells them. */
const OVERRIDES = Object.keys(ruleSchema.entries.attributes.wrapped.entries);

/** Attributes of `<rule>` -> key in the manifest. One page writes `replace` (`r-substitution-rule.md`). */
const RULE_ATTRIBUTES: Readonly<Record<string, string>> = {
	Name: 'name',
	OnMatch: 'onMatch',
	Replace: 'replace',
	replace: 'replace',
	RequestType: 'requestType',
	...Object.fromEntries(OVERRIDES.map((name) => [name, name])),
};

const HEADER_ATTRIBUTES: Readonly<Record<string, string>> = { Name: 'name', Action: 'action' };

/** Elements in `<rule>`; the manifest has the same names. */
const ELEMENTS = ['expression', 'substitution', 'addressfilter', 'header'];

/**
 * Reads a rule set file (`c-rule-set-reference.md`). Names compare with case; white space in expressions
 * and substitutions counts.
 * @throws ImportStopped if the file does not conform: an image server would not load it either
 */
export function parseRuleSet(text: string, file: string, report: Report): readonly ImportedRule[] {
	const root = parseXml(text, file, report);
	if (root.name !== 'ruleset') report.fail(root.place, `found <${root.name}>; expected <ruleset>`);
	readAttributes(root, {}, report);
	expectElements(root, ['rule'], report);
	return root.children.map((element) => readRule(element, report));
}

function readRule(element: XmlElement, report: Report): ImportedRule {
	expectElements(element, ELEMENTS, report);
	const { name, onMatch, replace, requestType, ...attributes } = readAttributes(
		element,
		RULE_ATTRIBUTES,
		report,
	);
	const places: [(string | number)[], Place][] = [];
	const texts: Record<string, string> = {};
	const header: unknown[] = [];
	for (const child of element.children) {
		const given = readAttributes(child, child.name === 'header' ? HEADER_ATTRIBUTES : {}, report);
		expectElements({ ...child, text: '' }, [], report);
		if (child.name === 'header') {
			places.push([['header', header.length], child.place]);
			header.push({ ...given, value: child.text });
			continue;
		}
		if (Object.hasOwn(texts, child.name)) {
			report.fail(child.place, `found a second <${child.name}>; expected at most one in a rule`);
		}
		places.push([[child.name], child.place]);
		// in a list of addresses white space has no meaning
		texts[child.name] = child.name === 'addressfilter' ? child.text.trim() : child.text;
	}
	const value = withoutAbsent<unknown>({
		...{ name, onMatch, replace },
		requestType: requestType?.split(',').map((type) => type.trim()),
		...texts,
		header: header.length > 0 ? header : undefined,
		attributes: unlessEmpty(attributes),
	});
	return { value, place: element.place, places };
}

/** @param keys attribute -> key in the manifest */
function readAttributes(
	{ name: tag, attributes, place }: XmlElement,
	keys: Readonly<Record<string, string>>,
	report: Report,
): Record<string, string> {
	const entries = Object.entries(attributes).map(([name, value]) => {
		const key = Object.hasOwn(keys, name) ? keys[name] : undefined;
		if (key !== undefined) return [key, value] as const;
		return report.fail(place, `found the attribute ${name}; expected ${among(name, Object.keys(keys), tag)}`);
	});
	return Object.fromEntries(entries);
}

/** Elements of these names, and no text between them. */
function expectElements(
	{ name: tag, children, text, place }: XmlElement,
	names: readonly string[],
	report: Report,
): void {
	const stranger = children.find(({ name }) => !names.includes(name));
	if (stranger !== undefined) {
		report.fail(stranger.place, `found <${stranger.name}>; expected ${among(stranger.name, names, tag)}`);
	}
	const stray = text.trim();
	if (stray !== '') {
		report.fail(
			place,
			`found the text ${JSON.stringify(stray.slice(0, 60))}; expected ${among('', names, tag)}`,
		);
	}
}

/** What is right in a tag or element, in words. */
function among(found: string, names: readonly string[], tag: string): string {
	if (names.length === 0) return `none in <${tag}>`;
	const nearest = nearestName(found, names);
	const list = names.filter((name) => name !== 'replace').join(', ');
	return `${nearest ?? (names.length === 1 ? list : `one of ${list}`)} in <${tag}>`;
}
