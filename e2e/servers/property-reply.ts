import { ImageError } from './image-error.js';
import type { ImageQuery } from './image-query.js';
import { type Reply, textReply } from './reply.js';

export type Properties = Readonly<Record<string, string>>;

const STARTED = new Date();

/** Properties in the format that `req=` names: text, javascript, xml or json (JSONP). */
export function propertyReply(properties: Properties, query: ImageQuery): Reply {
	const [, format = 'text'] = query.request;
	const entries = Object.entries(properties);
	switch (format) {
		case 'text': {
			const lines = entries.map(([name, value]) => `${name}=${value.replace(/[\\:=#!]/g, '\\$&')}`);
			return textReply(200, ['#S7Z OK', `#${javaDate(STARTED)}`, ...lines, ''].join('\n'));
		}
		case 'javascript': {
			const lines = entries.map(([name, value]) => `${name}='${value.replaceAll("'", "''")}'`);
			return textReply(200, `${lines.join('\n')}\n`, 'text/javascript;charset=utf-8');
		}
		case 'xml':
			return textReply(200, xmlProperties(entries), 'text/xml;charset=utf-8');
		case 'json':
			return jsonp(200, handlerName(query), properties, query.id);
		default:
			throw new ImageError('Invalid request', `Invalid format for req=${query.request[0]}: '${format}'`);
	}
}

/**
 * An error in words: JSONP for `req=...,json`, else plain text. Browsers do not run a script that was
 * answered with 403, which is the status of most documented errors.
 */
export function errorReply(error: ImageError, search: string, status = 403): Reply {
	const json = /[?&]req=\w+,json(?:&|$)/i.test(search);
	if (!json) return textReply(status, error.message);
	const id = /[?&]id=([^&]*)/i.exec(search)?.[1] ?? '';
	return jsonp(status, 's7jsonError', { message: error.message, title: error.title }, id);
}

function jsonp(status: number, handler: string, data: Properties, id: string): Reply {
	const text = `/*jsonp*/${handler}(${JSON.stringify(data)},${JSON.stringify(id)});`;
	return textReply(status, text, 'text/javascript;charset=utf-8');
}

function handlerName({ handler }: ImageQuery): string {
	if (/^[A-Za-z0-9]+$/.test(handler)) return handler;
	throw new ImageError('Invalid request', 'Invalid value for handler: letters and digits are permitted');
}

function xmlProperties(entries: readonly (readonly [string, string])[]): string {
	const groups = new Map<string, string[]>();
	for (const [name, value] of entries) {
		const dot = name.lastIndexOf('.');
		const group = name.slice(0, dot);
		const property = `<property name="${escapeXml(name.slice(dot + 1))}" value="${escapeXml(value)}" />`;
		groups.set(group, [...(groups.get(group) ?? []), property]);
	}
	const inner = [...groups].map(
		([name, list]) => `<prop-group name="${escapeXml(name)}">${list.join('')}</prop-group>`,
	);
	return `<?xml version="1.0" encoding="UTF-8" ?>\n<prop-group>${inner.join('')}</prop-group>\n`;
}

function escapeXml(text: string): string {
	return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** `Mon Jul 25 17:28:32 UTC 2014` */
function javaDate(date: Date): string {
	const [day = '', dayOfMonth = '', month = '', year = '', time = ''] = date.toUTCString().split(/,? /);
	return `${day} ${month} ${dayOfMonth} ${time} UTC ${year}`;
}
