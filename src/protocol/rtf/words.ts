import {
	type CharacterFormat,
	type DocumentFormat,
	initialCharacterFormat,
	initialParagraphFormat,
	type ParagraphFormat,
	type TextRenderer,
} from './state.js';

/** What a control word may change. */
export interface FormatTarget {
	character: CharacterFormat;
	paragraph: ParagraphFormat;
	readonly document: DocumentFormat;
}

/** A control word that changes formatting. */
export interface FormatWord {
	/** the only renderer that knows it; absent: both do */
	readonly only?: TextRenderer;
	/** @param parameter the number after the word, undefined if there is none */
	apply(target: FormatTarget, parameter: number | undefined): void;
}

type Apply = FormatWord['apply'];

const character =
	(change: (format: CharacterFormat, parameter: number | undefined) => void): Apply =>
	(target, parameter) =>
		change(target.character, parameter);
const paragraph =
	(change: (format: ParagraphFormat, parameter: number) => void): Apply =>
	(target, parameter = 0) =>
		change(target.paragraph, parameter);
const inDocument =
	(change: (format: DocumentFormat, parameter: number) => void): Apply =>
	(target, parameter = 0) =>
		change(target.document, parameter);

/** No number, or any but 0, switches on. */
const isOn = (parameter: number | undefined) => parameter !== 0;
const TWIPS = 20;

const align = (value: ParagraphFormat['align']) =>
	paragraph((format) => {
		format.align = value;
	});
const lastAlign = (value: ParagraphFormat['lastAlign']) =>
	paragraph((format) => {
		format.lastAlign = value;
	});
const underline: FormatWord = {
	apply: character((format, parameter) => {
		format.underline = isOn(parameter) || undefined;
	}),
};
const margin = (edge: keyof DocumentFormat['margins']): FormatWord => ({
	only: 'textPs',
	apply: inDocument((format, twips) => {
		format.margins[edge] = twips / TWIPS;
	}),
});
const indent = (name: 'firstIndent' | 'leftIndent' | 'rightIndent'): FormatWord => ({
	only: 'textPs',
	apply: paragraph((format, twips) => {
		format[name] = twips / TWIPS || undefined;
	}),
});
/** 0 sets none. */
const lineLimit = (name: 'copyfitLines' | 'copyfitMaxLines'): FormatWord => ({
	only: 'textPs',
	apply({ character: format, document }, lines = 0) {
		format[name] = lines > 0 ? { lines, stretch: document.stretches++ } : undefined;
	},
});
const verticalAlign = (value: DocumentFormat['verticalAlign']): FormatWord => ({
	apply: inDocument((format) => {
		format.verticalAlign = value;
	}),
});
const stextflow: FormatWord = {
	only: 'textPs',
	apply: inDocument((format, value) => {
		format.vertical = value === 1;
	}),
};

/**
 * Every control word that changes formatting (`c-supported-rtf-commands-and-keywords.md` and its
 * tables). Words that are not here, among these the tables and breaks of the reader, are ignored.
 */
export const FORMAT_WORDS: ReadonlyMap<string, FormatWord> = new Map<string, FormatWord>(
	Object.entries({
		margl: margin('left'),
		margr: margin('right'),
		margt: margin('top'),
		margb: margin('bottom'),
		vertalt: verticalAlign('top'),
		vertalc: verticalAlign('center'),
		vertalb: verticalAlign('bottom'),
		stextflow,
		stextFlow: stextflow,

		pard: {
			only: 'textPs',
			apply(target) {
				target.paragraph = initialParagraphFormat();
			},
		},
		ql: { apply: align('left') },
		qc: { apply: align('center') },
		qr: { apply: align('right') },
		qj: { only: 'textPs', apply: align('justify') },
		lastql: { only: 'textPs', apply: lastAlign(undefined) },
		lastqc: { only: 'textPs', apply: lastAlign('center') },
		lastqr: { only: 'textPs', apply: lastAlign('right') },
		lastqj: { only: 'textPs', apply: lastAlign('justify') },
		fi: indent('firstIndent'),
		li: indent('leftIndent'),
		ri: indent('rightIndent'),
		sl: {
			apply: paragraph((format, twips) => {
				format.lineTwips = twips;
			}),
		},
		slmult: {
			apply: paragraph((format, value) => {
				format.lineMultiple = value === 1;
			}),
		},
		sb: {
			apply: paragraph((format, twips) => {
				format.spaceBefore = twips / TWIPS || undefined;
			}),
		},
		sa: {
			apply: paragraph((format, twips) => {
				format.spaceAfter = twips / TWIPS || undefined;
			}),
		},

		plain: {
			only: 'textPs',
			apply(target) {
				const { fallbackLength } = target.character;
				target.character = { ...initialCharacterFormat(), fallbackLength };
			},
		},
		f: {
			apply: character((format, index) => {
				format.fontIndex = index ?? 0;
			}),
		},
		fs: {
			apply: character((format, halfPoints = 24) => {
				if (halfPoints > 0) format.size = halfPoints / 2;
			}),
		},
		cf: {
			apply: character((format, index = 0) => {
				format.colorIndex = index;
			}),
		},
		b: {
			apply: character((format, parameter) => {
				format.bold = isOn(parameter);
			}),
		},
		i: {
			apply: character((format, parameter) => {
				format.italic = isOn(parameter);
			}),
		},
		sub: {
			apply: character((format, parameter) => {
				format.script = isOn(parameter) ? 'sub' : undefined;
			}),
		},
		super: {
			apply: character((format, parameter) => {
				format.script = isOn(parameter) ? 'super' : undefined;
			}),
		},
		ul: underline,
		uld: underline,
		uldash: underline,
		uldashd: underline,
		uldashdd: underline,
		uldb: underline,
		ulth: underline,
		ulw: underline,
		ulwave: underline,
		ulnone: {
			apply: character((format) => {
				format.underline = undefined;
			}),
		},
		caps: {
			only: 'textPs',
			apply: character((format, parameter) => {
				format.caps = isOn(parameter) ? 'all' : undefined;
			}),
		},
		scaps: {
			only: 'textPs',
			apply: character((format, parameter) => {
				format.caps = isOn(parameter) ? 'small' : undefined;
			}),
		},
		up: {
			apply: character((format, halfPoints = 6) => {
				format.rise = halfPoints / 2 || undefined;
			}),
		},
		dn: {
			apply: character((format, halfPoints = 6) => {
				format.rise = -halfPoints / 2 || undefined;
			}),
		},
		kerning: {
			apply: character((format, halfPoints = 1) => {
				format.kerningFrom = halfPoints === 1 ? undefined : halfPoints / 2;
			}),
		},
		kerningmetric: {
			apply: character((format) => {
				format.kerning = undefined;
			}),
		},
		kerningoptical: {
			only: 'textPs',
			apply: character((format) => {
				format.kerning = 'optical';
			}),
		},
		expnd: {
			apply: character((format, quarterPoints = 0) => {
				format.letterSpacing = quarterPoints / 4 || undefined;
			}),
		},
		expndtw: {
			apply: character((format, twips = 0) => {
				format.letterSpacing = twips / TWIPS || undefined;
			}),
		},
		charscalex: {
			apply: character((format, percent = 100) => {
				format.scaleX = scaleFactor(percent);
			}),
		},
		charscaley: {
			apply: character((format, percent = 100) => {
				format.scaleY = scaleFactor(percent);
			}),
		},
		ltrch: {
			apply: character((format) => {
				format.direction = undefined;
			}),
		},
		rtlch: {
			only: 'text',
			apply: character((format) => {
				format.direction = 'rtl';
			}),
		},
		copyfit: {
			only: 'textPs',
			apply: character((format, halfPoints = 0) => {
				format.copyfitSize = halfPoints / 2 || undefined;
			}),
		},
		copyfitlines: lineLimit('copyfitLines'),
		copyfitmaxlines: lineLimit('copyfitMaxLines'),
		baselinedir: {
			only: 'textPs',
			apply: character((format, value) => {
				format.baseline = value === 1 ? 'rotated' : undefined;
			}),
		},
		uc: {
			apply: character((format, length = 1) => {
				format.fallbackLength = Math.max(0, length);
			}),
		},
	} satisfies Record<string, FormatWord>),
);

/** The range allows a sign, the meaning of which is not told: the amount counts. */
function scaleFactor(percent: number): number | undefined {
	return percent === 0 || Math.abs(percent) === 100 ? undefined : Math.abs(percent) / 100;
}
