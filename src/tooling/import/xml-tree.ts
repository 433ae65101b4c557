import { SaxesParser } from 'saxes';
import type { Place } from './place.js';
import type { Report } from './report.js';

export interface XmlElement {
	readonly name: string;
	readonly attributes: Readonly<Record<string, string>>;
	readonly children: readonly XmlElement[];
	/** the element's own text with CDATA and entities resolved, white space as it is */
	readonly text: string;
	/** of its start tag */
	readonly place: Place;
}

/**
 * Reads a small XML file, which has to begin with an XML declaration.
 * @throws ImportStopped at the first place where it is not well-formed
 */
export function parseXml(text: string, file: string, report: Report): XmlElement {
	const parser = new SaxesParser();
	const placeOf = placesIn(text, file);
	const document = newElement('', {}, { file });
	const open = [document];
	const last = () => open.at(-1) ?? document;

	parser.on('opentag', ({ name, attributes }) => {
		// no attribute's value can hold a `<`
		const element = newElement(name, attributes, placeOf(text.lastIndexOf('<', parser.position - 1)));
		last().children.push(element);
		open.push(element);
	});
	parser.on('closetag', () => open.pop());
	const addText = (piece: string) => {
		last().text += piece;
	};
	parser.on('text', addText);
	parser.on('cdata', addText);
	parser.on('error', ({ message }) => {
		const end = Math.max(0, parser.position - 1);
		const bare = bareAmpersand(text);
		if (bare !== undefined && bare <= end)
			report.fail(placeOf(bare), 'found a bare &; expected &amp; or CDATA');
		const fault = message.replace(/^\d+:\d+: /, '').replace(/\.$/, '');
		report.fail(placeOf(end), `${fault}; expected well-formed XML`);
	});
	parser.write(text).close();

	const [root] = document.children;
	if (root === undefined || !/^<\?xml\s/.test(text)) {
		return report.fail({ file, line: 1, column: 1 }, 'expected an XML declaration, <?xml version="1.0"?>');
	}
	return root;
}

/**
 * The most frequent slip in substitutions. The parser finds it at the next semicolon only, which may be
 * far away.
 */
function bareAmpersand(text: string): number | undefined {
	const others = /<!\[CDATA\[.*?\]\]>|<!--.*?-->|<\?.*?\?>|&(?:#\w+|[\w.:-]+);|(&)/gs;
	for (const { index, 1: bare } of text.matchAll(others)) {
		if (bare !== undefined) return index;
	}
	return undefined;
}

function newElement(name: string, attributes: Readonly<Record<string, string>>, place: Place) {
	return { name, attributes, place, text: '', children: [] as XmlElement[] };
}

/** @returns offset in the text -> line and column; offsets have to be asked for in ascending order */
function placesIn(text: string, file: string): (offset: number) => Place {
	const starts = [0];
	for (const { index, 0: end } of text.matchAll(/\r\n|\r|\n/g)) starts.push(index + end.length);
	let line = 1;
	return (offset) => {
		while ((starts[line] ?? Number.POSITIVE_INFINITY) <= offset) line++;
		return { file, line, column: offset - (starts[line - 1] ?? 0) + 1 };
	};
}
