import { open, readFile } from 'node:fs/promises';
import { findUtf8, fromWindows } from './latin1.js';
import type { Place } from './place.js';
import type { Report } from './report.js';

export interface FileForm {
	readonly encoding: 'utf8' | 'latin1';
	/** bytes before the text */
	readonly start: number;
	/** in bytes */
	readonly size: number;
}

/**
 * How a catalog file is written: UTF-8 if it begins with EF BB BF, ISO-8859-1 if with anything else
 * (`r-is-cat-character-encoding.md`); see also `fromWindows`.
 * @param named where the file is named, for messages
 */
export async function fileForm(path: string, named: Place, report: Report): Promise<FileForm> {
	const head = Buffer.alloc(3);
	let size: number;
	try {
		const file = await open(path);
		try {
			({ size } = await file.stat());
			await file.read(head, 0, head.length, 0);
		} finally {
			await file.close();
		}
	} catch (error) {
		return report.fail(named, `${path} cannot be read (${reason(error)})`);
	}
	const mark = head.toString('hex');
	if (mark === 'efbbbf') return { encoding: 'utf8', start: head.length, size };
	if (mark.startsWith('fffe') || mark.startsWith('feff')) {
		report.fail({ file: path }, 'found UTF-16; expected UTF-8 with a byte order mark, or ISO-8859-1');
	}
	return { encoding: 'latin1', start: 0, size };
}

/** The whole text of a small catalog file. */
export async function readCatalogText(path: string, named: Place, report: Report): Promise<string> {
	const { encoding, start } = await fileForm(path, named, report);
	const text = (await readFile(path)).toString(encoding, start);
	if (encoding === 'utf8') return text;
	const mistake = findUtf8(text);
	if (mistake !== undefined) {
		const line = text.slice(0, mistake.index).split(/\r\n|\r|\n/).length;
		report.warn({ file: path, line }, mistake.message);
	}
	return fromWindows(text);
}

/**
 * The whole text of an XML file, in the encoding that its declaration names, else in UTF-8.
 * @throws ImportStopped if its bytes are not of that encoding
 */
export async function readXmlText(path: string, named: Place, report: Report): Promise<string> {
	await fileForm(path, named, report);
	const bytes = await readFile(path);
	const [, label = 'utf-8'] =
		/^(?:\xef\xbb\xbf)?<\?xml[^>]*?\sencoding\s*=\s*["']([\w.-]+)["']/.exec(
			bytes.toString('latin1', 0, 200),
		) ?? [];
	try {
		return new TextDecoder(label, { fatal: true }).decode(bytes);
	} catch {
		return report.fail(
			{ file: path, line: 1 },
			`found bytes that are not ${label}; expected them as the XML declaration says`,
		);
	}
}

function reason(error: unknown): string {
	const code = error instanceof Error && 'code' in error ? error.code : undefined;
	if (code === 'ENOENT') return 'there is no such file';
	if (code === 'EISDIR') return 'it is a folder';
	return error instanceof Error ? error.message : String(error);
}
