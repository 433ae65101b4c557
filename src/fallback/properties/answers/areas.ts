import { escapeXml, XML_DECLARATION } from '../formats/xml.js';

/** An HTML `AREA` element: names of attributes as written -> values, character references left as they are. */
export type Area = ReadonlyMap<string, string>;

const START = /<area(?=[\s/>])/gi;
/** Anything up to the end of a tag: a `>` between quotation marks does not end it. */
const INSIDE = /(?:"[^"]*"|'[^']*'|[^>"'])*/y;
const ATTRIBUTE = /([a-z_][\w.-]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/gi;

/** Finds the areas of an image map. Linear: an element that is never closed ends the search. */
export function readAreas(map: string): Area[] {
	const areas: Area[] = [];
	START.lastIndex = 0;
	while (START.test(map)) {
		INSIDE.lastIndex = START.lastIndex;
		const [inside = ''] = INSIDE.exec(map) ?? [];
		if (map[INSIDE.lastIndex] !== '>') break;
		START.lastIndex = INSIDE.lastIndex;
		areas.push(readAttributes(inside));
	}
	return areas;
}

/** The first of several attributes of one name counts, as in HTML. */
function readAttributes(inside: string): Area {
	const area = new Map<string, string>();
	const seen = new Set<string>();
	for (const [, name = '', double, single, bare] of inside.matchAll(ATTRIBUTE)) {
		if (seen.has(name.toLowerCase())) continue;
		seen.add(name.toLowerCase());
		area.set(name, double ?? single ?? bare ?? '');
	}
	return area;
}

/** The value of an attribute whose name is written in whatever case. */
export function attributeOf(area: Area, wanted: string): string | undefined {
	return [...area].find(([name]) => name.toLowerCase() === wanted)?.[1];
}

/** `AREA` elements, one a line. */
export function writeAreas(areas: readonly Area[]): string {
	return areas.map((area) => `<AREA${attributes(area, quoted)}>`).join('\r\n');
}

/** The areas in a `map` element, which is empty if there are none. */
export function writeAreasXml(areas: readonly Area[]): string {
	const lines = areas.map(
		(area) => `   <AREA${attributes(area, (value) => `"${escapeXml(decodeReferences(value))}"`)} />`,
	);
	return [XML_DECLARATION, '<map>', ...lines, '</map>', ''].join('\n');
}

function attributes(area: Area, write: (value: string) => string): string {
	return [...area].map(([name, value]) => ` ${name}=${write(value)}`).join('');
}

/** A value holds one sort of quotation marks at most, that which it did not stand in. */
function quoted(value: string): string {
	return value.includes('"') ? `'${value}'` : `"${value}"`;
}

const REFERENCES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** XML knows no other names; those of HTML stay as they are and are shown as written. */
function decodeReferences(value: string): string {
	return value.replace(
		/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|lt|gt|quot|apos));/gi,
		(whole, decimal, hex, name) => {
			if (name) return REFERENCES[name.toLowerCase()] ?? whole;
			const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
			return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
		},
	);
}
