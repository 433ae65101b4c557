import type { AttributeType } from './attribute-types.js';

/** Which kinds of files may be asked for by path, without a catalog entry (`r-allowdirectaccess.md`). */
export interface DirectAccess {
	/** `include`: only these; `exclude`: all but these */
	readonly mode: 'include' | 'exclude';
	readonly types: readonly DirectAccessType[];
}

const TYPES = ['SVG', 'IS', 'STATIC', 'FXG', 'FLA', 'IR_VNT', 'IR_MAT'] as const;
type DirectAccessType = (typeof TYPES)[number];

/** The note on the page allows everything where nothing is set; the server would, so it is not refused here. */
export const EVERYTHING: DirectAccess = { mode: 'exclude', types: [] };

function isType(name: string): name is DirectAccessType {
	return TYPES.some((type) => type === name);
}

export const directAccess: AttributeType<DirectAccess> = {
	form: `include: or exclude: and a list of ${TYPES.join(', ')}`,
	parse(value) {
		const match = /^(?:(include|exclude)\s*:)?(.*)$/s.exec(value);
		const names = (match?.[2] ?? '').split(',').map((name) => name.trim());
		const types = names.filter(isType);
		if (types.length !== names.filter((name) => name !== '').length) return undefined;
		return { mode: match?.[1] === 'exclude' ? 'exclude' : 'include', types };
	},
};
