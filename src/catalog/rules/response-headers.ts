import { decodeValue } from '../../protocol/encoding.js';

/** A header that a rule adds to the reply (`r-header-rule.md`). */
export interface ResponseHeader {
	readonly name: string;
	/** `add` appends to what is there, after a comma */
	readonly action: 'set' | 'add';
	readonly value: string;
}

/** Puts the request's variables in the place of `$name$`; unknown ones stay as they are. */
export function resolveHeaders(headers: readonly ResponseHeader[], request: string): ResponseHeader[] {
	if (headers.length === 0) return [];
	const variables = requestVariables(request);
	const resolve = (text: string) =>
		text.replace(/\$([\w.-]+)\$/g, (written, name: string) => variables.get(name.toLowerCase()) ?? written);
	return headers.map(({ name, action, value }) => ({
		name: resolve(name),
		action,
		// a line break would end the header: the value comes from the URL
		value: resolve(value).replace(/[\r\n\0]+/g, ' '),
	}));
}

/** `$name=value` modifiers of the request; the last one wins. */
function requestVariables(request: string): ReadonlyMap<string, string> {
	const query = request.includes('?') ? request.slice(request.indexOf('?') + 1) : '';
	const definitions = [...query.matchAll(/(?:^|&)\$([\w.-]+)=([^&]*)/g)];
	return new Map(definitions.map(([, name = '', value = '']) => [name.toLowerCase(), decodeValue(value)]));
}
