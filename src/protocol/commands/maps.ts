import { anyText } from '../value-types/words.js';
import { command } from './command-record.js';

const PLAIN_IMAGES = {
	instead: 'a map is part of a req=map of one image that is neither turned nor mirrored',
} as const;

/** Image maps. */
export const MAP_COMMANDS = {
	map: command({
		scope: 'layer',
		atComp: 'composite',
		type: anyText,
		default: 'Map of the record',
		support: 'partial',
		shortfalls: [PLAIN_IMAGES],
		page: 'r-map.md',
		summary: 'Image map in layer coordinates; empty: none.',
	}),
	mapA: command({
		scope: 'layer',
		atComp: 'layer0',
		type: anyText,
		default: 'Map of the record',
		support: 'partial',
		shortfalls: [PLAIN_IMAGES],
		page: 'r-map.md',
		summary: 'Image map in coordinates of the unmodified source.',
	}),
};
