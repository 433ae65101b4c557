/**
 * Capitals, digits and a few signs as single strokes on a grid 10 high, so that the badge looks the same
 * on a machine without any fonts. Each glyph: its width and an SVG path.
 */
const GLYPHS: Readonly<Record<string, readonly [width: number, path: string]>> = {
	A: [7, 'M0 10L3.5 0L7 10M1.2 6.6H5.8'],
	B: [6, 'M0 0V10H3.4A2.7 2.7 0 0 0 3.4 4.6H0M0 0H3.1A2.3 2.3 0 0 1 3.1 4.6'],
	C: [7, 'M7 1.9A5 5 0 1 0 7 8.1'],
	D: [7, 'M0 0V10H2.4A4.6 5 0 0 0 2.4 0Z'],
	E: [5, 'M5 0H0V10H5M0 4.8H4.3'],
	F: [5, 'M5 0H0V10M0 4.8H4.3'],
	G: [7.4, 'M7 1.9A5 5 0 1 0 7.4 8V5.4H4.6'],
	H: [6.6, 'M0 0V10M6.6 0V10M0 4.8H6.6'],
	I: [0, 'M0 0V10'],
	J: [4, 'M4 0V7A2.6 2.9 0 0 1 0 9.2'],
	K: [6, 'M0 0V10M6 0L0 6M2.4 3.9L6 10'],
	L: [4.8, 'M0 0V10H4.8'],
	M: [8, 'M0 10V0L4 6.6L8 0V10'],
	N: [6.8, 'M0 10V0L6.8 10V0'],
	O: [8.4, 'M4.2 0A4.2 5 0 1 0 4.2 10A4.2 5 0 1 0 4.2 0'],
	P: [5.8, 'M0 10V0H3A2.8 2.8 0 0 1 3 5.6H0'],
	Q: [8.4, 'M4.2 0A4.2 5 0 1 0 4.2 10A4.2 5 0 1 0 4.2 0M5.4 7.2L8.2 10.4'],
	R: [6, 'M0 10V0H3A2.7 2.7 0 0 1 3 5.4H0M3 5.4L6 10'],
	S: [5.6, 'M5.3 1.5C4.4 .3 1 -.7 .5 2.4C.2 5.4 5.4 4.3 5.5 7.4C5.5 10.7 1.4 10.6 0 8.6'],
	T: [6.4, 'M0 0H6.4M3.2 0V10'],
	U: [6.4, 'M0 0V6.8A3.2 3.2 0 0 0 6.4 6.8V0'],
	V: [7, 'M0 0L3.5 10L7 0'],
	W: [9.6, 'M0 0L2.5 10L4.8 1.5L7.1 10L9.6 0'],
	X: [6.4, 'M0 0L6.4 10M6.4 0L0 10'],
	Y: [6.6, 'M0 0L3.3 5.2L6.6 0M3.3 5.2V10'],
	Z: [6, 'M0 0H6L0 10H6'],
	'0': [6, 'M3 0A3 3.4 0 0 0 0 3.4V6.6A3 3.4 0 0 0 6 6.6V3.4A3 3.4 0 0 0 3 0'],
	'1': [2.4, 'M0 2L2.4 0V10'],
	'2': [5.6, 'M.2 2.4A2.7 2.5 0 0 1 5.4 2.7C5.4 5.4 0 7 0 10H5.6'],
	'3': [5.6, 'M.3 0H5.2L2.6 3.8A3 3.1 0 1 1 .1 8.7'],
	'4': [6.2, 'M4.6 10V0L0 6.9H6.2'],
	'5': [5.6, 'M5 0H1L.5 4.5A3.1 2.9 0 1 1 .1 8.8'],
	'6': [6, 'M4.4 0L.7 5.2A3 3.2 0 1 0 3 3.6'],
	'7': [5.6, 'M0 0H5.6L1.8 10'],
	'8': [
		5.8,
		'M2.9 0A2.3 2.3 0 1 0 2.9 4.6A2.3 2.3 0 1 0 2.9 0M2.9 4.6A2.8 2.7 0 1 0 2.9 10A2.8 2.7 0 1 0 2.9 4.6',
	],
	'9': [6, 'M1.6 10L5.3 4.8A3 3.2 0 1 0 3 6.4'],
	'%': [
		8,
		'M7 0L1 10M1.8 0A1.8 1.8 0 1 0 1.8 3.6A1.8 1.8 0 1 0 1.8 0M6.2 6.4A1.8 1.8 0 1 0 6.2 10A1.8 1.8 0 1 0 6.2 6.4',
	],
	'-': [3.6, 'M0 5.4H3.6'],
	'\u2212': [4.6, 'M0 5.2H4.6'],
	'+': [5.4, 'M0 5.2H5.4M2.7 2.5V7.9'],
	'!': [0, 'M0 0V6.4M0 9.9V10'],
	'.': [0, 'M0 9.9V10'],
	' ': [2, ''],
};

const SPACING = 3.4;

/** @param size height of a capital in pixels; characters without a glyph are left out */
export function strokeText(text: string, size: number): { readonly path: string; readonly width: number } {
	const factor = size / 10;
	let x = 0;
	let path = '';
	for (const character of text.toUpperCase()) {
		const glyph = GLYPHS[character];
		if (!glyph) continue;
		const [width, strokes] = glyph;
		path += place(strokes, x, factor);
		x += width + SPACING;
	}
	return { path, width: Math.max(0, x - SPACING) * factor };
}

/** Moves a glyph to its place and scales it; every command is absolute. */
function place(strokes: string, x: number, factor: number): string {
	return strokes.replace(/([MLHVCAZ])([^MLHVCAZ]*)/g, (_all, command: string, rest: string) => {
		const numbers = (rest.match(/-?\d*\.?\d+/g) ?? []).map(Number);
		const moved = numbers.map((value, index) => {
			if (command === 'A') {
				const position = index % 7;
				if (position === 2 || position === 3 || position === 4) return value;
				return position === 5 ? (value + x) * factor : value * factor;
			}
			const horizontal = command === 'H' || (command !== 'V' && index % 2 === 0);
			return (horizontal ? value + x : value) * factor;
		});
		return `${command}${moved.join(' ')}`;
	});
}
