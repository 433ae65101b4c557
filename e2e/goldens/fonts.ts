import { readFile } from 'node:fs/promises';

/** A font that takes the place of an installed one, so that text is the same on every machine. */
export interface FontFile {
	readonly family: string;
	readonly weight: 'normal' | 'bold';
	readonly style: 'normal' | 'italic';
	readonly base64: string;
}

/** Arimo, whose widths are those of Arial. It stands for Arial, the font of text that names none. */
export function goldenFonts(): Promise<readonly FontFile[]> {
	const styles = [
		['normal', 'normal'],
		['bold', 'normal'],
		['normal', 'italic'],
		['bold', 'italic'],
	] as const;
	return Promise.all(
		styles.map(async ([weight, style]) => {
			const file = `arimo-latin-${weight === 'bold' ? 700 : 400}-${style}.woff2`;
			const bytes = await readFile(new URL(`font/${file}`, import.meta.url));
			return { family: 'Arial', weight, style, base64: bytes.toString('base64') };
		}),
	);
}
