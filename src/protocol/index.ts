/** What a request says: from a URL to typed values, and back. No I/O, no browser needed. */
export { attributeFlag, attributeText, attributeValue } from './attributes.js';
export * from './catalogs.js';
export {
	COMMAND_NAMES,
	COMMANDS,
	type CommandName,
	type CommandRecord,
	type CommandValues,
	type CompTarget,
	commandRecord,
	findCommand,
	type Spelling,
} from './commands.js';
export { decodeValue, encodeObject, encodeValue } from './encoding.js';
export { findObject, Lookup } from './find-object.js';
export { type FormatOptions, formatCommands, formatImageRequest } from './format-image-request.js';
export type * from './image-request.js';
export { type LayerDefault, objectName } from './layer-default.js';
export { DEFAULT_LIMITS, type Limits } from './limits.js';
export { type Translate, translation } from './locale.js';
export {
	type LocalizeString,
	localizeImageSet,
	localizeMap,
	localizeTargets,
	localizeUserData,
	stringLocalization,
} from './localized-string.js';
export { lockOf, lockQuery, unlockQuery } from './lock.js';
export { type MediaSetType, mediaSetType } from './media-set.js';
export { obfuscateQuery, revealQuery } from './obfuscation.js';
export { type ParseOptions, parseImageRequest } from './parse-image-request.js';
export type * from './problem.js';
export type * from './rewrite-nested.js';
export { readRtf } from './rtf/read-rtf.js';
export { joinPath, sourceFile, withExtension } from './source-file.js';
export type * from './text-document.js';
export { readColor, writeColor } from './value-types/color.js';
export type { ValueType } from './value-types/value-type.js';
export type * from './values.js';
