import { SaxesParser } from 'saxes';
import type { Property } from '../answer.js';

/** How clients read replies: each format by a reader that was not made after its writer. For tests. */

/** A line of the format `text`: white space at its ends and around `=`, quotation marks, Java's escapes. */
export function readTextLine(line: string): Property {
	const match = /^\s*((?:\\.|[^\\=\s])*)\s*=\s*((?:\\.|[^\\])*?)\s*$/.exec(line);
	if (match === null) throw new Error(`no property: ${line}`);
	const [, name = '', value = ''] = match;
	const bare = /^(["'])(.*)\1$/.exec(value)?.[2] ?? value;
	return [unescapeJava(name), unescapeJava(bare)];
}

/** @throws unless the body starts with the two documented lines */
export function readText(body: string): Property[] {
	const [first, second = '', ...lines] = body.split('\n');
	const date = /^#[A-Z][a-z]{2} [A-Z][a-z]{2} \d\d \d\d:\d\d:\d\d UTC \d{4}$/;
	if (first !== '#S7Z OK' || !date.test(second)) throw new Error(`no properties: ${body}`);
	if (lines.pop() !== '') throw new Error('the last line does not end');
	return lines.map(readTextLine);
}

function unescapeJava(text: string): string {
	const characters: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f' };
	return text.replace(/\\(?:u([\da-f]{4})|(.))/gi, (_, hex?: string, character = '') =>
		hex === undefined ? (characters[character] ?? character) : String.fromCharCode(Number.parseInt(hex, 16)),
	);
}

/** The format `javascript` as documented: quotation marks doubled, otherwise the escapes of the language. */
export function readJavascript(body: string): Property[] {
	const lines = body.split('\n');
	if (lines.pop() !== '') throw new Error('the last line does not end');
	return lines.map((line) => {
		const match = /^([\w.]+)='((?:''|\\.|[^'\\])*)';?$/.exec(line);
		if (match === null) throw new Error(`no assignment: ${line}`);
		const [, name = '', value = ''] = match;
		return [name, unescapeJava(value.replaceAll("''", "'"))];
	});
}

/** Runs a script in which only `names` are within reach, each holding what is given. */
export function run(body: string, scope: Readonly<Record<string, unknown>>): void {
	new Function(...Object.keys(scope), `'use strict';${body}`)(...Object.values(scope));
}

/** Every call that a JSONP reply makes. */
export function readJsonp(body: string, handler: string): unknown[][] {
	const calls: unknown[][] = [];
	run(body, { [handler]: (...values: unknown[]) => calls.push(values) });
	return calls;
}

/** The format `xml`. @throws if it is not well formed or not of the documented shape */
export function readXml(body: string): Property[] {
	const properties: Property[] = [];
	const groups: (string | undefined)[] = [];
	const parser = new SaxesParser();
	parser.on('error', (error) => {
		throw error;
	});
	parser.on('opentag', ({ name, attributes }) => {
		if (name === 'prop-group') groups.push(attributes.name);
		else if (name !== 'property') throw new Error(`unknown element ${name}`);
		else {
			const prefix = groups.at(-1) === undefined ? '' : `${groups.at(-1)}.`;
			properties.push([`${prefix}${attributes.name}`, attributes.value ?? '']);
		}
	});
	parser.on('closetag', ({ name }) => {
		if (name === 'prop-group') groups.pop();
	});
	parser.on('text', (text) => {
		if (text.trim() !== '') throw new Error(`stray text ${text}`);
	});
	parser.write(body).close();
	return properties;
}
