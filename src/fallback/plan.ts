import type { Attributes } from '../catalog/attributes/attributes.js';
import { effectiveAttributes } from '../catalog/lookup/effective-attributes.js';
import type { Catalogs } from '../protocol/catalogs.js';
import { formatCommands } from '../protocol/format-image-request.js';
import type { ImageObject, ImageRequest, RequestCommands } from '../protocol/image-request.js';
import type { Failure } from './failure.js';
import type { MissingSources } from './missing-sources.js';
import { type Destination, type Policy, type PolicyStep, policyFor, type SpecialPolicy } from './policy.js';
import { answerProperties, asksForProperties, type ReplyView } from './properties/index.js';
import { objectAddress, type PictureSubstitute, pictureSubstitute, type Substitute } from './substitute.js';
import { type ErrorText, type Wordings, wordError } from './wording.js';

/** What to answer in the place of a failed image. The first substitute that can be made is shown. */
export interface Plan {
	readonly failure: Failure;
	/** empty: the failure goes through to the page */
	readonly substitutes: readonly Substitute[];
	/** the words for the failure, also when no picture can be made */
	readonly text: ErrorText;
}

/** The shop's rules, as far as a plan needs them. */
export interface PlanRules {
	readonly catalogs: Catalogs;
	readonly policy?: Policy;
	/** for some requests only */
	readonly policies?: readonly SpecialPolicy[];
	/** who asked */
	readonly destination?: Destination;
	readonly messages?: Readonly<Record<string, Wordings>>;
	/** languages of the shopper, best first; asked after `locale=` and `DefaultLocale` */
	readonly languages?: readonly string[];
	/** what the renderer makes of a view; for property requests that ask for it */
	readonly view?: ReplyView;
	/** what the URL itself says, after macros and rules; default: all commands that are in force */
	readonly asked?: RequestCommands;
	/** which images are not there, if `replacesLayers` wants to know */
	readonly missing?: MissingSources;
}

/**
 * Decides what stands in for a failed request. Pure: it names the substitutes, others make them.
 *
 * @see `r-is-cat-defaultimage.md`, `r-is-http-defaultimage.md`, `r-defaultimagemode.md`, `r-errorimage.md`
 */
export function planSubstitutes(failure: Failure, request: ImageRequest, rules: PlanRules): Plan {
	const attributes = effectiveAttributes(rules.catalogs, request.catalog);
	const locales = [request.commands.locale, attributes.DefaultLocale, ...(rules.languages ?? [])];
	const word = (error: Failure) =>
		wordError(
			error,
			request.object?.specifier ?? request.url,
			attributes.ErrorDetail,
			rules.messages,
			locales.flatMap((locale) => (locale ? [locale] : [])),
		);
	const text = word(failure);
	const { catalogs, missing, asked = request.commands } = rules;
	const context = { failure, request, asked, attributes, catalogs, text, missing };
	if (!asksForProperties(request)) {
		const steps = policyFor(failure, rules, sizeOf(request));
		return { failure, substitutes: steps.flatMap((step) => makers[step](context)), text };
	}
	const reply = answerProperties(failure, request, { catalogs, attributes, word, view: rules.view });
	return { failure, substitutes: reply ? [{ kind: 'properties', reply }] : [], text };
}

interface PlanContext {
	readonly failure: Failure;
	readonly request: ImageRequest;
	readonly asked: RequestCommands;
	/** of the main catalog */
	readonly attributes: Attributes;
	readonly catalogs: Catalogs;
	readonly text: ErrorText;
	readonly missing: MissingSources | undefined;
}

/** What each step of a policy comes to; an empty list where the rules give it nothing to show. */
const makers: Readonly<Record<PolicyStep, (context: PlanContext) => Substitute[]>> = {
	'last-good': lastGood,
	'default-image': defaultImage,
	'error-image': errorImage,
};

/** A copy from before: not of an image that is gone, and only of pictures, which is all that is kept. */
function lastGood({ failure, request }: PlanContext): Substitute[] {
	if (failure.reason === 'missing') return [];
	const { wid: width, hei: height } = request.commands;
	const isSized = width !== undefined || height !== undefined;
	const query = isSized ? formatCommands(keep(request.commands, ...RETAINED, 'fit')) : '';
	return [{ kind: 'last-good', object: request.object?.specifier, query, width, height }];
}

/** The longer side that is asked for, in pixels; undefined: neither is. */
function sizeOf({ commands: { wid, hei } }: ImageRequest): number | undefined {
	return wid === undefined && hei === undefined ? undefined : Math.max(wid ?? 0, hei ?? 0);
}

/**
 * In mode 0 the default object replaces the whole request; in mode 1 it stands in for the images that are
 * missing, and for the whole where that cannot be drawn. A mask that is missing stays an error: a picture is
 * no mask (the reference is silent there).
 */
function defaultImage(context: PlanContext): Substitute[] {
	const { failure, request, attributes, catalogs, missing } = context;
	if (!defaultImageApplies(failure, request)) return [];
	const object = request.commands.defaultImage ?? attributes.DefaultImage;
	if (!object || (missing !== undefined && missing.masks.size > 0)) return [];
	const whole = wholeDefault(object, context);
	if (missing === undefined || missing.pictures.size === 0) return [whole];
	const address = objectAddress(object, request.catalog, catalogs);
	const layerDefault = { missing: missing.pictures, object: address };
	return [{ kind: 'layer-default', url: request.url, object: address, variables: {}, layerDefault }, whole];
}

/**
 * `DefaultImageMode` 0: of the request, `wid hei fmt qlt` are left. A thumbnail stays a thumbnail, and
 * `locale=` stays so that the default object's id is translated (the reference is silent there).
 */
function wholeDefault(object: string, { request, asked, catalogs }: PlanContext): PictureSubstitute {
	const isThumbnail = request.commands.req?.type === 'tmb';
	const kept = keep(asked, ...RETAINED, 'locale', ...(isThumbnail ? (['req'] as const) : []));
	return pictureSubstitute('default-image', object, request.catalog, catalogs, kept);
}

/**
 * `defaultImage=` and the attribute count for pictures only, not for masks, and neither an SVG nor a
 * foreign source that is missing is absorbed. Which of several sources is missing, only the server's
 * text can tell.
 *
 * @see `r-is-http-defaultimage.md`
 */
function defaultImageApplies(failure: Failure, request: ImageRequest): boolean {
	if ((request.commands.req?.type ?? 'img') === 'mask') return false;
	if (failure.reason !== 'missing') return true;
	const sources = request.layers.map((layer) => layer.source);
	const exempt = sources.flatMap((source) => {
		if (source.type === 'foreign') return [source.url];
		return source.type === 'image' && isSvg(source.object) ? [source.object.specifier] : [];
	});
	const others = sources.some((source) => source.type === 'image' && !isSvg(source.object));
	return exempt.length === 0 || (others && !exempt.some((name) => failure.serverText.includes(name)));
}

function isSvg({ specifier, record }: ImageObject): boolean {
	return /\.svgz?$/i.test(record?.Path ?? specifier);
}

/**
 * The error image keeps what the default image keeps (the reference is silent), but not a size that may
 * be the very cause of the error.
 */
function errorImage({ failure, request, asked, attributes, catalogs, text }: PlanContext): Substitute[] {
	const object = attributes.ErrorImage;
	if (!object) return [];
	const isCause = failure.reason === 'invalid' || exceedsMaxPix(request, attributes);
	const kept = isCause ? keep(asked, 'fmt', 'qlt') : keep(asked, ...RETAINED);
	return [pictureSubstitute('error-image', object, request.catalog, catalogs, kept, text)];
}

/**
 * What a substitute keeps of the request that failed (`r-defaultimagemode.md`): of its URL, with macros, but
 * not of records (the reference is silent there).
 */
const RETAINED = ['wid', 'hei', 'fmt', 'qlt'] as const;

function keep(commands: RequestCommands, ...names: readonly (keyof RequestCommands)[]): RequestCommands {
	return Object.fromEntries(names.filter((name) => name in commands).map((name) => [name, commands[name]]));
}

/** A size that no reply may have, whatever else was wrong with the request (`r-maxpix.md`). */
function exceedsMaxPix({ commands: { wid = 0, hei = 0 } }: ImageRequest, { MaxPix }: Attributes): boolean {
	return (MaxPix.width > 0 && wid > MaxPix.width) || (MaxPix.height > 0 && hei > MaxPix.height);
}
