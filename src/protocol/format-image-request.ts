import { COMMAND_NAMES, COMMANDS, type CommandName, type CommandValues, commandRecord } from './commands.js';
import { encodeObject, encodeValue } from './encoding.js';
import type { Effect, ImageRequest, LayerSource, MaskSource } from './image-request.js';
import { lockQuery } from './lock.js';
import { obfuscateQuery } from './obfuscation.js';

/** Values in the form that `formatCommands` writes; sources are written by themselves. */
export type WritableCommands = Partial<CommandValues>;

/**
 * Writes commands as a query, encoded, in the order of the command table, e.g.
 * `wid=300&hei=200&fmt=png&qlt=80`. What is absent is not written; nothing gives `''`.
 */
export function formatCommands(commands: WritableCommands): string {
	return writeCommands(commands).join('&');
}

/** How a request is to be written. */
export interface FormatOptions {
	/** path of the server, default `/is/image` */
	readonly root?: string;
	/** with the lock that a catalog with `RequestLock` demands */
	readonly lock?: boolean;
	/** in the form that a catalog with `RequestObfuscation` demands */
	readonly obfuscate?: boolean;
}

/**
 * Writes a request as a path with query, e.g. `/is/image/Acme/x?wid=300`. Reading it again, with the
 * same catalogs, gives an equal request. A URL that is none of the image server is given back as it was.
 */
export function formatImageRequest(request: ImageRequest, options: FormatOptions = {}): string {
	if (request.context === undefined) return request.url;
	const root = request.context === 'content' ? '/is/content' : (options.root ?? '/is/image');
	const path = formatPath(request);
	const modifiers = writeModifiers(request).join('&');
	const locked = options.lock && modifiers !== '' ? lockQuery(modifiers) : modifiers;
	const query = options.obfuscate ? obfuscateQuery(locked) : locked;
	return root + (path === '' ? '' : `/${path}`) + (query === '' ? '' : `?${query}`);
}

function formatPath({ object, catalog }: ImageRequest): string {
	if (object) return encodeObject(object.specifier);
	return catalog === 'default' ? '' : encodeObject(catalog);
}

function writeCommands(commands: WritableCommands): string[] {
	return COMMAND_NAMES.flatMap((name) => {
		const value = commands[name];
		return value === undefined ? [] : [writeCommand(name, value)];
	});
}

function writeCommand(name: CommandName, value: CommandValues[CommandName]): string {
	const record = commandRecord(name);
	const isNormalised =
		record.normalised !== undefined &&
		typeof value === 'object' &&
		'unit' in value &&
		value.unit === 'relative';
	const text = isNormalised ? record.normalised.write(value) : record.type.write(value);
	return `${name}${isNormalised ? 'N' : ''}=${record.encoded ? text : encodeValue(text)}`;
}

function writeModifiers(request: ImageRequest): string[] {
	const leftovers = (segment: string) =>
		request.leftovers.filter((leftover) => leftover.segment === segment).map(({ text }) => text);
	const written = new Set(['']);
	const segment = (name: string, modifiers: readonly string[]): string[] => {
		written.add(name);
		const all = [...modifiers, ...leftovers(name)];
		return [...(name === '' ? [] : [name]), ...all];
	};
	const effects = (parent: string, list: readonly Effect[]) =>
		list.flatMap(({ number, commands }) => {
			const name = `${parent}${parent === '' ? '' : '&'}effect=${number}`;
			return segment(name, writeCommands(commands));
		});

	const layers = request.layers.flatMap((layer) => {
		const name = `layer=${layer.number}`;
		const names = layer.names.map((own) => `${name},${encodeValue(own)}`);
		const source = writeSource(layer.source, layer.number === 0 ? request.object?.specifier : undefined);
		const mask = layer.mask ? [`mask=${writeReference(layer.mask)}`] : [];
		const own = segment(name, [...names, ...source, ...mask, ...writeCommands(layer.commands)]);
		return [...own, ...effects(name, layer.effects)];
	});
	const variables = Object.entries(request.variables).map(([name, value]) => `$${name}=${value}`);
	const whole = segment('', [...writeCommands(request.commands), ...writeCommands(request.composite)]);
	const ofComposite = effects('', request.compositeEffects);
	const lost = [...new Set(request.leftovers.map((leftover) => leftover.segment))]
		.filter((name) => !written.has(name))
		.flatMap((name) => [name, ...leftovers(name)]);
	return [...variables, ...whole, ...ofComposite, ...(isPlain(layers) ? [] : layers), ...lost];
}

/** A request for one object without layers says nothing of layer 0. */
function isPlain(layers: readonly string[]): boolean {
	return layers.length === 1 && layers[0] === 'layer=0';
}

function writeSource(source: LayerSource, pathObject: string | undefined): string[] {
	switch (source.type) {
		case 'none':
		case 'solid':
			return [];
		case 'text':
			return [`${source.renderer}=${encodeValue(source.document.source ?? '')}`];
		case 'image':
			// the path object is the source of layer 0 without a word
			return source.object.specifier === pathObject ? [] : [`src=${writeReference(source)}`];
		default:
			return [`src=${writeReference(source)}`];
	}
}

function writeReference(source: MaskSource): string {
	const { type } = COMMANDS.src;
	switch (source.type) {
		case 'image':
			return type.write({ type: 'object', specifier: source.object.specifier });
		case 'foreign':
			return type.write({ type: 'foreign', url: source.url });
		case 'unsupported':
			return type.write({ type: 'embedded', renderer: source.renderer, text: source.text });
		case 'nested': {
			const path = formatPath(source.request);
			const query = writeModifiers(source.request).join('&');
			return type.write({ type: 'embedded', renderer: 'is', text: path + (query === '' ? '' : `?${query}`) });
		}
	}
}
