import { joinPath } from '../../protocol/source-file.js';
import type { Columns, Row } from './data-file.js';
import type { Placed } from './place.js';
import { urlPath } from './record-fields.js';
import type { Report } from './report.js';
import { unlessEmpty, withoutAbsent } from './without-absent.js';

export const FONT_COLUMNS: Columns = {
	required: ['Name', 'FontPath'],
	optional: ['Bold', 'Italic', 'MetricsPath', 'PsName'],
};

export type Style = 'regular' | 'bold' | 'italic' | 'boldItalic';

/** One row of a font map. */
export interface ImportedFont {
	readonly path: string;
	readonly metrics: string | undefined;
	readonly psName: string | undefined;
}

/** Name -> style -> the last row of that name and style. */
export type FontMap = Map<string, Map<Style, Placed<ImportedFont>>>;

export function addFont(fonts: FontMap, { fields, place }: Row, report: Report): void {
	const { Name = '', FontPath = '', MetricsPath, PsName } = fields;
	const isOn = (column: 'Bold' | 'Italic') => {
		const written = fields[column]?.trim() ?? '0';
		if (written !== '0' && written !== '1') {
			report.warn(place, `${column} ${JSON.stringify(written)} is read as 0; expected 0 or 1`);
		}
		return written === '1';
	};
	const style = styleOf(isOn('Bold'), isOn('Italic'));
	const styles = fonts.get(Name) ?? new Map<Style, Placed<ImportedFont>>();
	fonts.set(Name, styles);
	styles.set(style, { value: { path: FontPath, metrics: MetricsPath, psName: PsName }, place });
}

function styleOf(isBold: boolean, isItalic: boolean): Style {
	if (isBold) return isItalic ? 'boldItalic' : 'bold';
	return isItalic ? 'italic' : 'regular';
}

/**
 * The fonts as the manifest holds them.
 * @param rootPath of the catalog, or else of the default catalog
 */
export function manifestFonts(fonts: FontMap, rootPath: string | undefined): Record<string, object> {
	return Object.fromEntries([...fonts].map(([name, styles]) => [name, manifestFont(styles, rootPath)]));
}

function manifestFont(styles: ReadonlyMap<Style, Placed<ImportedFont>>, rootPath: string | undefined) {
	const ofEach = (pick: (font: ImportedFont) => string | undefined) =>
		withoutAbsent(Object.fromEntries([...styles].map(([style, { value }]) => [style, pick(value)])));
	return withoutAbsent<unknown>({
		...ofEach(({ path }) => fontAddress(rootPath, path)),
		metrics: unlessEmpty(ofEach(({ metrics }) => metrics)),
		psNames: unlessEmpty(ofEach(({ psName }) => psName)),
	});
}

/**
 * Fonts are found as images are: their path follows `RootPath` (`r-source-data.md`). What was a file of
 * the server becomes a path of the shop's own site; of `C:/Fonts/a.ttf`, `/Fonts/a.ttf`.
 */
function fontAddress(rootPath: string | undefined, path: string): string {
	const below = urlPath(path).replace(/^[a-z]:\//i, '/');
	return `/${joinPath(rootPath ?? '', below)}`
		.replace(/\/{2,}/g, '/')
		.replaceAll('#', '%23')
		.replaceAll('?', '%3F');
}
