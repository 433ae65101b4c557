import { COMMAND_NAMES, COMMANDS, type CommandName, type CommandValues, commandRecord } from './commands.js';
import { encodeObject, encodeValue } from './encoding.js';
import type { Effect, ImageObject, ImageRequest, Layer, LayerSource, MaskSource } from './image-request.js';
import { lockQuery } from './lock.js';
import { obfuscateQuery } from './obfuscation.js';

/**
 * Writes commands as a query, encoded, in the order of the command table, e.g.
 * `wid=300&hei=200&fmt=png&qlt=80`. What is absent is not written; nothing gives `''`.
 */
export function formatCommands(commands: Partial<CommandValues>): string {
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
	const path = writePath(request);
	const modifiers = writeModifiers(request).join('&');
	const locked = options.lock && modifiers !== '' ? lockQuery(modifiers) : modifiers;
	const query = options.obfuscate ? obfuscateQuery(locked) : locked;
	return root + (path === '' ? '' : `/${path}`) + (query === '' ? '' : `?${query}`);
}

function writePath({ object, catalog }: ImageRequest): string {
	if (object) return encodeObject(object.specifier);
	return catalog === 'default' ? '' : encodeObject(catalog);
}

function writeCommands(commands: Partial<CommandValues>): string[] {
	return COMMAND_NAMES.flatMap((name) => {
		const value = commands[name];
		return value === undefined ? [] : [writeCommand(name, value)];
	});
}

function writeCommand(name: CommandName, value: CommandValues[CommandName]): string {
	const { type, normalised, encoded } = commandRecord(name);
	const isRelative = typeof value === 'object' && 'unit' in value && value.unit === 'relative';
	const text = (isRelative && normalised ? normalised : type).write(value);
	return `${name}${isRelative ? 'N' : ''}=${encoded ? text : encodeValue(text)}`;
}

/** All modifiers of a request, segment by segment, each with what was left over in it. */
function writeModifiers(request: ImageRequest): string[] {
	const leftovers = new Map<string, string[]>();
	for (const { segment, text } of request.leftovers) {
		const texts = leftovers.get(segment) ?? [];
		texts.push(text);
		leftovers.set(segment, texts);
	}
	const takeLeftovers = (segment: string): string[] => {
		const texts = leftovers.get(segment) ?? [];
		leftovers.delete(segment);
		return texts;
	};
	const writeEffects = (parent: string, effects: readonly Effect[]): string[] =>
		effects.flatMap(({ number, commands }) => {
			const segment = `${parent}${parent === '' ? '' : '&'}effect=${number}`;
			return [segment, ...writeCommands(commands), ...takeLeftovers(segment)];
		});
	const writeLayer = (layer: Layer): string[] => {
		const segment = `layer=${layer.number}`;
		const [opening = segment, ...naming] = layer.names.map((name) => `${segment},${encodeValue(name)}`);
		const own = [
			...naming,
			...writeSource(layer.source, layer.number === 0 && !request.template ? request.object : undefined),
			...(layer.mask ? [`mask=${writeReference(layer.mask)}`] : []),
			...writeCommands(layer.commands),
			...takeLeftovers(segment),
		];
		const effects = writeEffects(segment, layer.effects);
		// layer 0 is there without being named
		const isNamed = layer.number !== 0 || own.length > 0 || layer.names.length > 0;
		return [...(isNamed ? [opening, ...own] : []), ...effects];
	};
	// a name that was unknown where it stood must not find a layer that got it later
	const writeUnknownLayers = (): string[] => {
		const segments = [...leftovers.keys()].filter((segment) => /^layer=(?!\d)[^,]*$/i.test(segment));
		return segments.length > 0 ? [...segments.flatMap(takeLeftovers), 'layer=comp'] : [];
	};
	return [
		...Object.entries(request.variables).map(([name, value]) => `$${name}=${value}`),
		...writeUnknownLayers(),
		...writeCommands(request.commands),
		...writeCommands(request.composite),
		...takeLeftovers(''),
		...writeEffects('', request.compositeEffects),
		...request.layers.flatMap(writeLayer),
		// of segments that address no layer; each begins with its own `layer=` or `effect=`
		...[...leftovers.values()].flat(),
	];
}

/** @param implied the object that is the source without a word */
function writeSource(source: LayerSource, implied: ImageObject | undefined): string[] {
	switch (source.type) {
		case 'none':
		case 'solid':
			return [];
		case 'text':
			return [`${source.renderer}=${encodeValue(source.document.source ?? '')}`];
		case 'image':
			return source.object === implied ? [] : [`src=${writeReference(source)}`];
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
			const path = writePath(source.request);
			const query = writeModifiers(source.request).join('&');
			return type.write({ type: 'embedded', renderer: 'is', text: path + (query === '' ? '' : `?${query}`) });
		}
	}
}
