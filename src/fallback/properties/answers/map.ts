import type { Attributes } from '../../../catalog/attributes/attributes.js';
import type { ImageRequest, LayerCommands, RequestCommands } from '../../../protocol/image-request.js';
import { localizeMap } from '../../../protocol/localized-string.js';
import { type Answerer, refusalOf } from '../answer.js';
import { type Area, readAreas, writeAreas, writeAreasXml } from './areas.js';
import { compositeSize } from './composite-size.js';
import { placeArea } from './place-area.js';
import { fieldText } from './record-fields.js';
import { localization } from './strings.js';
import { viewOf } from './view-of.js';

/**
 * The image map: that of the record as it is, or brought into the view if the request has one. A
 * composite of several images, or of a turned or resized one, would need the images themselves.
 *
 * @see `r-map-req.md`, `r-image-maps.md`
 */
export const map: Answerer = (request, { catalogs, attributes, view }) => {
	const { object, layers, composite } = request;
	const [layer] = layers;
	const own = localizeMap(fieldText(object?.record, 'Map'), localization(request, catalogs));
	const given = layer?.commands.map ?? layer?.commands.mapA;
	const isOwn = layers.length === 1 && composite.map === undefined && given === undefined;
	if (isOwn && isUnmoved(request, attributes)) return imageMap(own, readAreas(own));

	const size = compositeSize(request);
	const flip = layer?.commands.flip ?? composite.flip;
	if (size === undefined || view === undefined || flip !== undefined) return undefined;
	const refused = refusalOf(request);
	if (refused) return refused;
	const seen = viewOf({ ...request, commands: viewCommands(request) }, size, view);
	if ('failure' in seen) return seen;
	// front to back: what belongs to the composite lies behind all layers
	const areas = [...readAreas(given ?? own), ...readAreas(composite.map ?? '')];
	const placed = areas.flatMap((area) => placeArea(area, size, seen) ?? []);
	return imageMap(writeAreas(placed), placed);
};

function imageMap(text: string, areas: readonly Area[]) {
	return { properties: [['MAP', text] as const], text, xml: writeAreasXml(areas) };
}

/** The only commands of the view that are heeded (`r-map-req.md`). */
const VIEW = ['align', 'wid', 'hei', 'scl'] as const satisfies readonly (keyof RequestCommands)[];

function viewCommands({ commands }: ImageRequest): RequestCommands {
	return Object.fromEntries(VIEW.filter((name) => name in commands).map((name) => [name, commands[name]]));
}

/** Commands of a layer that move what lies on it. */
const MOVING = [
	'crop',
	'cropPathE',
	'flip',
	'rotate',
	'perspective',
	'scale',
	'res',
	'size',
	'extend',
] as const satisfies readonly (keyof LayerCommands)[];

/** Commands that are about the reply, not about an image. */
const NOT_ABOUT_IMAGE: ReadonlySet<string> = new Set(['req', 'id', 'handler', 'locale', 'cache', 'network']);

/**
 * Whether the record's own coordinates hold. They do without any command; other commands ask for the map
 * of a reply, and such a one may be scaled down to `DefaultPix`.
 */
function isUnmoved({ commands, layers, composite }: ImageRequest, { DefaultPix }: Attributes): boolean {
	const { anchor: _, ...layerCommands } = layers[0]?.commands ?? {};
	const ofLayers = Object.keys({ ...layerCommands, ...composite });
	const others = [...Object.keys(commands).filter((name) => !NOT_ABOUT_IMAGE.has(name)), ...ofLayers];
	if (others.length === 0) return true;
	const isMoved = [...VIEW, ...MOVING].some((name) => others.includes(name));
	return !isMoved && DefaultPix.width === 0 && DefaultPix.height === 0;
}
