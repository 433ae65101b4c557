import { readFile } from 'node:fs/promises';

/** A font that takes the place of an installed one, so that text is the same on every machine. */
export interface FontFile {
	readonly family: string;
	readonly weight: 'normal' | 'bold';
	readonly style: 'normal' | 'italic';
	readonly base64: string;
}

/** Arimo, whose widths are those of Arial, stands for Arial, the font of text that names none. */
const FILES = [
	['Arial', 'normal', 'normal', 'arimo-latin-400-normal'],
	['Arial', 'bold', 'normal', 'arimo-latin-700-normal'],
	['Arial', 'normal', 'italic', 'arimo-latin-400-italic'],
	['Arial', 'bold', 'italic', 'arimo-latin-700-italic'],
	// all but the Hebrew one hold the characters of the table alone
	['Noto Sans JP', 'normal', 'normal', 'noto-sans-jp'],
	['Noto Sans Arabic', 'normal', 'normal', 'noto-sans-arabic'],
	['Noto Sans Hebrew', 'normal', 'normal', 'noto-sans-hebrew'],
	['Noto Emoji', 'normal', 'normal', 'noto-emoji'],
] as const;

export function goldenFonts(): Promise<readonly FontFile[]> {
	return Promise.all(
		FILES.map(async ([family, weight, style, file]) => {
			const bytes = await readFile(new URL(`font/${file}.woff2`, import.meta.url));
			return { family, weight, style, base64: bytes.toString('base64') };
		}),
	);
}
