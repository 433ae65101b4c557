import type { Property } from '../answer.js';

export const XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8" ?>';

/**
 * The format `xml`: a `prop-group` per object in an unnamed one. A name is split at its last dot; one
 * without a dot stands in the outer group.
 *
 * It is always UTF-8, whatever encoding the request prefers: it says so itself, and that is what a
 * response's text is sent as.
 *
 * @see `r-xml-properties.md`
 */
export function writeXml(properties: readonly Property[]): string {
	const groups = new Map<string, string[]>();
	for (const [name, value] of properties) {
		const dot = name.lastIndexOf('.');
		const group = dot < 1 ? '' : name.slice(0, dot);
		const own = dot < 1 ? name : name.slice(dot + 1);
		const element = `<property name="${escapeXml(own)}" value="${escapeXml(value)}" />`;
		groups.set(group, [...(groups.get(group) ?? []), element]);
	}
	const lines = [...groups].flatMap(([group, elements]) =>
		group === ''
			? elements.map((element) => `   ${element}`)
			: [
					`   <prop-group name="${escapeXml(group)}">`,
					...elements.map((element) => `       ${element}`),
					'   </prop-group>',
				],
	);
	return [XML_DECLARATION, '<prop-group>', ...lines, '</prop-group>', ''].join('\n');
}

/** What no XML document can hold, not even as a reference. */
const IMPOSSIBLE = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** For the value of an attribute; white space is kept from being folded. */
export function escapeXml(text: string): string {
	return text
		.replace(IMPOSSIBLE, '\ufffd')
		.replace(/[&<>"'\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`);
}
