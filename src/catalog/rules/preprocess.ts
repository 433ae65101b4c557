import { attributeFlag } from '../../protocol/attributes.js';
import {
	type AttributeValue,
	type CatalogData,
	type Catalogs,
	DEFAULT_CATALOG,
} from '../../protocol/catalogs.js';
import { unlockQuery } from '../../protocol/lock.js';
import { revealQuery } from '../../protocol/obfuscation.js';
import { pathElements } from '../../protocol/value-types/source.js';
import { catalogOf } from '../lookup/record-lookup.js';
import type { Rule } from '../schema/rule-schema.js';
import { applyRules, type RuleContext } from './apply-rules.js';
import type { ResponseHeader } from './response-headers.js';

/** Catalogs with their rule sets; records need not be there. */
export type RuledCatalogs = Readonly<Record<string, CatalogData & { readonly rules?: readonly Rule[] }>>;

/** A request as the rules of its catalog want it to be read. */
export interface Preprocessed {
	readonly url: string;
	/** what the rules set for this request is among the attributes of its main catalog */
	readonly catalogs: Catalogs;
	/** for the reply */
	readonly headers: readonly ResponseHeader[];
	/** why the request is refused: then there is no default image */
	readonly refused: string | undefined;
}

export interface PreprocessOptions extends Pick<RuleContext, 'clientAddress'> {
	/** path of the image server; default `/is/image` */
	readonly root?: string;
}

/**
 * Applies the rule set of the catalog that a URL names, as the first of all steps
 * (`r-request-preprocessing.md`). The default catalog's rules count only if the URL names no other
 * catalog. Rules see the query without obfuscation and lock, for a rewritten query could fit neither;
 * a query that cannot be opened is left to the parser, which refuses it.
 */
export function preprocess(
	url: string,
	catalogs: RuledCatalogs,
	{ root = '/is/image', clientAddress }: PreprocessOptions = {},
): Preprocessed {
	const untouched = { url, catalogs, headers: [], refused: undefined };
	const place = requestPlace(url, root);
	if (place === undefined) return untouched;
	const rootId = mainCatalog(place.request, catalogs);
	const rules = catalogOf(catalogs, rootId)?.rules ?? [];
	if (rules.length === 0) return untouched;

	const opened = openRequest(place.request, rootId, catalogs);
	const outcome = applyRules(opened.request, rules, { requestType: place.requestType, clientAddress });
	const { request, headers, refused } = outcome;
	const overrides = { ...opened.attributes, ...outcome.attributeOverrides };
	return {
		url: place.prefix + request,
		// a substitution may have changed the catalog: its parser is the one to see the overrides
		catalogs: withAttributes(catalogs, mainCatalog(request, catalogs), overrides),
		headers,
		refused,
	};
}

interface RequestPlace {
	readonly requestType: RuleContext['requestType'];
	/** everything before the request, the slash included */
	readonly prefix: string;
	/** `object?modifiers` */
	readonly request: string;
}

function requestPlace(url: string, root: string): RequestPlace | undefined {
	const [address = ''] = url.split('#', 1);
	const origin = /^(?:[a-z][a-z0-9+.-]*:)?\/\/[^/?#]*/i.exec(address)?.[0].length ?? 0;
	const contexts = { [root]: 'is', '/is/content': 'static', '/ir/render': 'ir' } as const;
	for (const [base, requestType] of Object.entries(contexts)) {
		const end = origin + base.length;
		if (!address.startsWith(base, origin) || !/^([/?]|$)/.test(address.slice(end, end + 1))) continue;
		const start = address[end] === '/' ? end + 1 : end;
		return { requestType, prefix: address.slice(0, start), request: address.slice(start) };
	}
	return undefined;
}

/** The first element of the path if it is a RootId. The default catalog cannot be named. */
export function mainCatalog(request: string, catalogs: Catalogs): string {
	const [path = ''] = request.split('?', 1);
	const [element = ''] = pathElements(path);
	return catalogOf(catalogs, element) === undefined ? DEFAULT_CATALOG : element;
}

interface OpenedRequest {
	readonly request: string;
	/** says that nothing is left to be opened */
	readonly attributes: Readonly<Record<string, AttributeValue>>;
}

function openRequest(request: string, rootId: string, catalogs: Catalogs): OpenedRequest {
	const obfuscated = attributeFlag(catalogs, rootId, 'RequestObfuscation');
	const locked = attributeFlag(catalogs, rootId, 'RequestLock');
	const question = request.indexOf('?');
	if ((!obfuscated && !locked) || question < 0) return { request, attributes: {} };
	const query = request.slice(question + 1);
	const revealed = obfuscated ? revealQuery(query) : query;
	const opened = revealed !== undefined && locked ? unlockQuery(revealed) : revealed;
	if (opened === undefined) return { request, attributes: {} };
	return {
		request: request.slice(0, question + 1) + opened,
		attributes: { RequestObfuscation: 0, RequestLock: 0 },
	};
}

/** Catalogs with other attributes in one of them. */
export function withAttributes(
	catalogs: Catalogs,
	rootId: string,
	attributes: Readonly<Record<string, AttributeValue>>,
): Catalogs {
	if (Object.keys(attributes).length === 0) return catalogs;
	const catalog = catalogOf(catalogs, rootId);
	return { ...catalogs, [rootId]: { ...catalog, attributes: { ...catalog?.attributes, ...attributes } } };
}
