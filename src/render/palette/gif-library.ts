/// <reference path="./gifenc.d.ts" />
import * as gifenc from 'gifenc';

/** Bundlers take the package as a module with names, Node as a CommonJS one that has only a default. */
export function gifLibrary(): Required<Pick<typeof gifenc.default, 'GIFEncoder' | 'quantize'>> {
	const { GIFEncoder, quantize } = gifenc;
	return GIFEncoder && quantize ? { GIFEncoder, quantize } : gifenc.default;
}
