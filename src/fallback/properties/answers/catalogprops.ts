import type { Answerer } from '../answer.js';
import { javaDate } from '../formats/java-date.js';
import { colorText, enumText, qualityText, sizeText } from './attribute-values.js';
import { known } from './known.js';

/**
 * The attributes of a catalog that concern a client. The names of `defaultExt` and `watermark` are
 * misprinted in the documentation; they are written as all others.
 * @see `r-catalogprops.md`
 */
export const catalogProps: Answerer = (_, { attributes }) => ({
	properties: known('catalog', {
		bkgColor: colorText(attributes.BkgColor),
		defaultExt: attributes.DefaultExt ?? '',
		defaultPix: sizeText(attributes.DefaultPix),
		defaultThumbPix: sizeText(attributes.DefaultThumbPix),
		expiration: attributes.Expiration,
		defaultExpiration: attributes.DefaultExpiration,
		nonImgExpiration: attributes.NonImgExpiration,
		fileTime: attributes.TimeStamp && javaDate(attributes.TimeStamp),
		jpegQuality: qualityText(attributes.JpegQuality),
		maxPix: sizeText(attributes.MaxPix),
		printResolution: attributes.PrintResolution,
		publishInfo: attributes.PublishInfo ?? '',
		resMode: attributes.ResMode && enumText('ResMode', attributes),
		resolution: attributes.Resolution,
		thumbBkgColor: colorText(attributes.ThumbBkgColor),
		thumbHorizAlign: enumText('ThumbHorizAlign', attributes),
		thumbRes: attributes.ThumbRes,
		thumbType: enumText('ThumbType', attributes),
		thumbVertAlign: enumText('ThumbVertAlign', attributes),
		watermark: attributes.Watermark ?? '',
	}),
});
