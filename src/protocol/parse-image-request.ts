import { type Catalogs, DEFAULT_CATALOG } from './catalogs.js';
import { checkRequest } from './check-request.js';
import { Draft } from './draft.js';
import { findTemplate, localize } from './early-commands.js';
import { encodeObject, encodePlainText } from './encoding.js';
import { expandMacros } from './expand-macros.js';
import { findPathObject, Lookup } from './find-object.js';
import type { ImageObject, ImageRequest, Leftover } from './image-request.js';
import { type LayerDefault, pathStandIn } from './layer-default.js';
import { Budget, DEFAULT_LIMITS, type Limits } from './limits.js';
import type { Translate } from './locale.js';
import { locate } from './locate.js';
import type { Modifier } from './modifier.js';
import { openQuery } from './open-query.js';
import { ProblemList } from './problem-list.js';
import { type LayerContext, readEffects, readLayers, recordModifiers } from './read-layers.js';
import { readValues } from './read-values.js';
import type { RewriteNested } from './rewrite-nested.js';
import { sortCommands } from './sort-commands.js';
import { splitModifiers } from './split-modifiers.js';
import { pathElements } from './value-types/source.js';
import { definedVariables, type VariableScope, Variables } from './variables.js';

/** How a request is to be read. */
export interface ParseOptions {
	/** path of the server if it is not `/is/image`, e.g. `/img` */
	readonly root?: string;
	/**
	 * Predefined variables, such as `error.message`: plain text, which shows as it is wherever a
	 * `text=` refers to it. They override the defaults of a template and give way to the query.
	 */
	readonly variables?: Readonly<Record<string, string>>;
	readonly limits?: Partial<Limits>;
	/** the request is a watermark record: `sizeN=` and `blendMode=` count at layer 0 as well */
	readonly watermark?: boolean;
	/** the shop's rule sets, which come before nested requests as well (`r-request-nesting-and-embedding.md`) */
	readonly rewriteNested?: RewriteNested;
	readonly layerDefault?: LayerDefault;
}

/**
 * Understands a request to the image server. Any string is answered, quickly and without an
 * exception; what is wrong with it stands in `problems`. A record that could not be found stands in
 * `lookups` all the same: load what is there, and parse again until nothing new is sought.
 * @param url absolute, or from the root of the server (`/is/image/Acme/x?wid=3`)
 */
export function parseImageRequest(
	url: string,
	catalogs: Catalogs = {},
	options: ParseOptions = {},
): ImageRequest {
	const limits = { ...DEFAULT_LIMITS, ...options.limits };
	const problems = new ProblemList();
	const isTooLong = url.length > limits.urlLength;
	if (isTooLong) {
		const message = `The query was left out: the URL is longer than ${limits.urlLength} characters.`;
		problems.error('too-large', message, { text: url, position: 0 });
	}
	const question = url.indexOf('?');
	const readable = isTooLong ? url.slice(0, question < 0 ? limits.urlLength : question) : url;
	const location = locate(readable, options.root ?? '/is/image');
	if (!location) {
		problems.error('not-image-serving', 'This is not a URL of the image server.', { text: url, position: 0 });
	}
	const request = readRequest(
		{
			context: location?.context,
			path: { text: location?.path ?? '', position: location?.pathPosition },
			query: { text: location?.query ?? '', position: location?.queryPosition },
		},
		{
			lookup: new Lookup(catalogs, undefined, location?.context === 'content' ? 'staticContent' : 'records'),
			limits,
			budget: new Budget(limits),
			problems,
			inherited: [predefined(options.variables ?? {})],
			translate: undefined,
			depth: 0,
			watermark: options.watermark ?? false,
			rewriteNested: options.rewriteNested,
			layerDefault: options.layerDefault,
		},
	);
	return { ...request, url, problems: problems.inOrder() };
}

/** The parts of a request, outermost or nested. */
interface Parts {
	readonly context: ImageRequest['context'];
	readonly path: Modifier;
	readonly query: Modifier;
}

/** What a request is read with; most of it is shared with the requests nested in it. */
interface Surroundings {
	readonly lookup: Lookup;
	readonly limits: Limits;
	readonly budget: Budget;
	readonly problems: ProblemList;
	/** variables from outside, the ones that decide first */
	readonly inherited: readonly VariableScope[];
	/** of a nested request: ids are translated for the locale of the outermost one */
	readonly translate: Translate | undefined;
	/** 0 outermost */
	readonly depth: number;
	readonly watermark: boolean;
	readonly rewriteNested: RewriteNested | undefined;
	readonly layerDefault: LayerDefault | undefined;
}

/** The documented order of processing, from the parts of a request to its values. */
function readRequest(parts: Parts, around: Surroundings): ImageRequest {
	const { lookup, limits, budget, problems } = around;
	const { catalogs } = lookup;

	// the path names the main catalog, and that says whether the query is obfuscated and locked
	const elements = pathElements(parts.path.text);
	checkPath(elements, parts.path, problems);
	const [first = ''] = elements;
	const named = lookup.knows(first) ? first : DEFAULT_CATALOG;
	const query = around.depth > 0 ? parts.query : openQuery(parts.query, named, catalogs, problems);

	// modifiers, macros
	const macros = { catalogs, catalog: named, budget, depth: limits.nesting, problems };
	const modifiers = expandMacros(splitModifiers(query.text, query.position), macros);

	// variables of the query; those of the records follow
	const ownScope = definedVariables(modifiers);
	const outer = [ownScope, ...around.inherited];

	// the path object, in the locale of the request
	const translate =
		around.translate ?? localize(modifiers, new Variables(outer, budget), named, catalogs, problems);
	const { catalog, object: asked } = findPathObject(elements, lookup, translate);
	const { layerDefault } = around;
	const object = pathStandIn(asked, { layerDefault, catalog, lookup, translate });

	// the record that is the body: the template, else the path object
	const predefinedScope = new Map([['object', encodeObject(object?.specifier ?? '')]]);
	const early = new Variables([...outer, predefinedScope], budget);
	const template = findTemplate(modifiers, early, catalog, lookup, translate);
	const body = template ?? object;
	const read = (text: string | undefined, owner: ImageObject | undefined) =>
		text && owner ? recordModifiers(text, owner.rootId, around) : [];
	const bodyModifiers = read(body?.record?.Modifier, body);
	const postModifiers = read(object?.record?.PostModifier, object);
	const scopes = [definedVariables(postModifiers), ...outer, definedVariables(bodyModifiers)];
	const variables = new Variables([...scopes, predefinedScope], budget);

	// commands to their layers: Modifier < request < PostModifier
	const draft = new Draft();
	// written out: to spread `around` into it shows in the time of a whole parse
	const context: LayerContext = {
		lookup,
		limits,
		budget,
		problems,
		watermark: around.watermark,
		layerDefault: around.layerDefault,
		nested: around.depth > 0,
		draft,
		catalog,
		translate,
		variables,
		object,
		templated: template !== undefined,
		readNested: (text: string, position: number | undefined) =>
			readNested(text, position, scopes, translate, around),
	};
	sortCommands({ modifiers: bodyModifiers, variables, override: true, isQuery: false }, context);
	sortCommands({ modifiers, variables, override: true, isQuery: true }, context);
	sortCommands({ modifiers: postModifiers, variables, override: true, isQuery: false }, context);

	// values
	const layers = readLayers(context);
	const request: ImageRequest = {
		url: '',
		context: parts.context,
		object,
		template,
		catalog,
		commands: readValues(draft.request, draft, problems),
		composite: readValues(draft.composite.slots, draft, problems),
		compositeEffects: readEffects(draft.composite, context),
		layers,
		variables: Object.fromEntries(ownScope),
		leftovers: draft.leftovers.toSorted(bySegment),
		lookups: lookup.keys,
		problems: [],
	};
	checkRequest(request, draft, problems);
	return request;
}

/** Reads the request between `is(` and `)`; it shares budget and lookups with the one around it. */
function readNested(
	text: string,
	position: number | undefined,
	inherited: readonly VariableScope[],
	translate: Translate,
	around: Surroundings,
): ImageRequest | undefined {
	const { budget, depth, limits } = around;
	if (depth >= limits.nesting || !budget.nest() || !budget.spend(text.length)) return undefined;
	const rewritten = around.rewriteNested?.(text, around.lookup.catalogs);
	const current = rewritten?.request ?? text;
	if (!budget.spend(Math.max(0, current.length - text.length))) return undefined;
	const problems = new ProblemList();
	if (rewritten?.refused !== undefined)
		problems.error('refused', `${rewritten.refused}.`, { text, position });
	const start = current === text ? position : undefined;
	const question = current.indexOf('?');
	const pathEnd = question < 0 ? current.length : question;
	const queryPosition = start === undefined ? undefined : start + pathEnd + 1;
	const lookup = rewritten
		? new Lookup(rewritten.catalogs, around.lookup, around.lookup.table)
		: around.lookup;
	const request = readRequest(
		{
			context: 'image',
			path: { text: current.slice(0, pathEnd), position: start },
			query: { text: current.slice(pathEnd + 1), position: queryPosition },
		},
		{ ...around, lookup, problems, inherited, translate, depth: depth + 1 },
	);
	for (const problem of problems.problems) around.problems.add(problem);
	return { ...request, url: text, problems: problems.inOrder() };
}

/** So that the order does not depend on how the segments were spread over the query. */
function bySegment(a: Leftover, b: Leftover): number {
	return a.segment < b.segment ? -1 : Number(a.segment > b.segment);
}

function checkPath(elements: readonly string[], where: Modifier, problems: ProblemList): void {
	if (elements.includes('..')) problems.error('refused', 'A path may not hold .. as an element.', where);
	if (elements.some((element) => element.includes(','))) {
		problems.error('not-permitted', 'An object may not hold a comma.', where);
	}
}

function predefined(variables: Readonly<Record<string, string>>): VariableScope {
	return new Map(
		Object.entries(variables).map(([name, text]) => [name.toLowerCase(), encodePlainText(text)]),
	);
}
