import { type Answerer, refusalOf } from '../answer.js';
import { colorText } from './attribute-values.js';
import { compositeSize } from './composite-size.js';
import { known } from './known.js';
import { viewOf } from './view-of.js';

const PIXEL_TYPES = { rgb: 'RGB', gray: 'BW', cmyk: 'CMYK' } as const;

/**
 * What the reply to `req=img` would be, if its size follows from that of one record. `length` is 0, as
 * documented for a reply that is not in the server's cache.
 * @see `r-props.md`
 */
export const props: Answerer = (request, { attributes, view }) => {
	const composite = compositeSize(request);
	if (composite === undefined || view === undefined) return undefined;
	const refused = refusalOf(request);
	if (refused) return refused;
	const seen = viewOf(request, composite, view);
	if ('failure' in seen) return seen;
	const { reply, type } = seen;
	const { fmt, bgc, qlt, icc, iccEmbed, pathEmbed, xmpEmbed, printRes } = request.commands;
	return {
		properties: known('image', {
			bgc: colorText(bgc ?? attributes.BkgColor),
			height: reply.height,
			width: reply.width,
			iccEmbed: Number(iccEmbed ?? false),
			iccProfile: icc?.profile,
			length: 0,
			mask: Number(fmt?.format.endsWith('-alpha') ?? false),
			pixTyp: PIXEL_TYPES[fmt?.pixelType ?? 'rgb'],
			pathEmbed: Number(pathEmbed ?? false),
			xmpEmbed: Number(xmpEmbed ?? false),
			printRes: printRes ?? attributes.PrintResolution,
			quality: (qlt ?? attributes.JpegQuality).quality,
			type,
		}),
	};
};
