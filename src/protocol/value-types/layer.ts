import type {
	LayerAddress,
	Measured,
	PathAttributes,
	Perspective,
	Point,
	TextAttributes,
} from '../values.js';
import { readInteger, readNumber, readNumbers } from './numbers.js';
import type { ValueType } from './value-type.js';
import { findWord } from './words.js';

/** `n|comp[,name]` or `name` (`r-layer.md`). Names keep their case; `comp` is no name. */
export const layerAddress: ValueType<LayerAddress> = {
	form: 'a number of at least 0 or comp, optionally with ,name; or a name defined before',
	read(text) {
		const [first = '', name, ...rest] = text.split(',', 3);
		if (rest.length > 0 || first === '' || name === '' || name?.toLowerCase() === 'comp') return undefined;
		if (first.toLowerCase() === 'comp') return name === undefined ? { number: 'comp' } : undefined;
		if (/^\d{1,9}$/.test(first)) return { number: Number(first), ...(name !== undefined && { name }) };
		const isName = name === undefined && !/^[+-]?\d+$/.test(first);
		return isName ? { number: undefined, name: first } : undefined;
	},
	write: ({ number, name }) => [number, name].filter((part) => part !== undefined).join(','),
};

/** `effect=`: below 0 behind the layer, above 0 on top of it (`r-effect.md`) */
export const effectNumber: ValueType<number> = {
	form: 'an integer other than 0',
	read: (text) => (/^[+-]?\d{1,9}$/.test(text) ? Number(text) || undefined : undefined),
	write: String,
};

const ANTI_ALIASING = ['off', 'norm', 'crisp', 'sharp', 'strong', 'smooth'] as const;
const RESOLUTION_MODES = ['fixedRes', 'autoRes', 'maxRes'] as const;
const WORD_WRAP = ['wrap', 'noWrap', 'nbWrap'] as const;

/** `res[,antiAliasing[,resMode[,wordWrap]]]` (`r-textattr.md`) */
export const textAttributes: ValueType<TextAttributes> = {
	form: 'resolution greater than 0[,antiAliasing[,resMode[,wordWrap]]], e.g. 72,norm,fixedRes,wrap',
	read(text) {
		const [resolutionText = '', antiAliasingText, modeText, wrapText, ...rest] = text.split(',', 5);
		const resolution = resolutionText === '' ? 72 : readInteger(resolutionText);
		const antiAliasing = findWord(ANTI_ALIASING, antiAliasingText || 'norm');
		const resolutionMode = findWord(RESOLUTION_MODES, modeText || 'fixedRes');
		const wordWrap = findWord(WORD_WRAP, wrapText || 'wrap');
		if (resolution === undefined || resolution <= 0 || rest.length > 0) return undefined;
		return (
			antiAliasing && resolutionMode && wordWrap && { resolution, antiAliasing, resolutionMode, wordWrap }
		);
	},
	write: ({ resolution, antiAliasing, resolutionMode, wordWrap }) =>
		[resolution, antiAliasing, resolutionMode, wordWrap].join(','),
};

/** `norm|reverse[,startPos[,endPos]]` (`r-pathattr.md`) */
export const pathAttributes: ValueType<PathAttributes> = {
	form: 'norm|reverse[,start from 0 to less than 1[,end greater than start, at most start + 1]]',
	read(text) {
		const [directionText = '', startText = '0', endText = '1', ...rest] = text.split(',', 4);
		const direction = findWord(['norm', 'reverse'] as const, directionText);
		const start = readNumber(startText);
		const end = readNumber(endText);
		if (!direction || start === undefined || end === undefined || rest.length > 0) return undefined;
		return start >= 0 && start < 1 && end > start && end <= start + 1 ? { direction, start, end } : undefined;
	},
	write: ({ direction, start, end }) => [direction, start, end].join(','),
};

const SAMPLING = { R1: 'nearest', R2: 'bilinear', R3: 'supersampling' } as const;

function readSampling(text: string | undefined): Omit<Perspective, 'corners'> | undefined {
	if (text === undefined || text === '') return { sampling: 'supersampling' };
	const [, mode, jitterText] = /^(R[123])(?:T(\d{1,3}))?$/.exec(text) ?? [];
	if (mode !== 'R1' && mode !== 'R2' && mode !== 'R3') return undefined;
	if (jitterText === undefined) return { sampling: SAMPLING[mode] };
	const jitter = Number(jitterText);
	return mode === 'R3' && jitter <= 200 ? { sampling: SAMPLING[mode], jitter } : undefined;
}

function writeSampling({ sampling, jitter }: Perspective): string {
	if (sampling === 'nearest') return ',R1';
	if (sampling === 'bilinear') return ',R2';
	return jitter === undefined ? '' : `,R3T${jitter}`;
}

/** `x0,y0,x1,y1,x2,y2,x3,y3[,R1|R2|R3[Tn]]` (`r-perspective.md`) */
export function perspective(unit: 'pixels' | 'relative'): ValueType<Measured<Perspective>> {
	return {
		form: 'x0,y0,x1,y1,x2,y2,x3,y3[,R1|R2|R3|R3Tn]',
		read(text) {
			const parts = text.split(',', 10);
			const sampling = readSampling(parts.length === 9 ? parts.pop() : undefined);
			const values = readNumbers(parts.join(','), 8, readNumber);
			if (!values || !sampling) return undefined;
			const corner = (index: number): Point => ({ x: values[2 * index] ?? 0, y: values[2 * index + 1] ?? 0 });
			return { corners: [corner(0), corner(1), corner(2), corner(3)], ...sampling, unit };
		},
		write: (value) => value.corners.map(({ x, y }) => `${x},${y}`).join(',') + writeSampling(value),
	};
}
