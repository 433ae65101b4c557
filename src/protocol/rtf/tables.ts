import { readColor } from '../value-types/color.js';
import type { Color } from '../values.js';
import type { RtfToken } from './lexer.js';
import type { ColorTable, FontEntry } from './state.js';

const component = (value: number | undefined) => Math.min(255, Math.max(0, value ?? 0));

/** Gathers `{\fonttbl{\f0\fcharset0 Arial;}…}`; entries end with `;`, with or without braces. */
export class FontTableReader {
	readonly fonts = new Map<number, FontEntry>();
	#index = 0;
	#charset = 0;
	#name = '';

	take(token: RtfToken): void {
		if (token.type === 'word' && token.name === 'f') this.#index = token.parameter ?? 0;
		else if (token.type === 'word' && token.name === 'fcharset') this.#charset = token.parameter ?? 0;
		else if (token.type === 'text') this.#text(token.text);
	}

	#text(text: string): void {
		const [first = '', ...others] = text.split(';');
		this.#name += first;
		for (const other of others) {
			const name = this.#name.trim();
			if (name !== '') this.fonts.set(this.#index, { name, charset: this.#charset });
			this.#charset = 0;
			this.#name = other;
		}
	}
}

/** Gathers `{\colortbl;\red255\green0\blue0;…}`; an entry without components stays out of the table. */
export class ColorTableReader {
	readonly #colors = new Map<number, Color>();
	#index = 0;
	#red: number | undefined;
	#green: number | undefined;
	#blue: number | undefined;

	get colors(): ColorTable {
		return this.#colors;
	}

	take(token: RtfToken): void {
		if (token.type === 'word') {
			if (token.name === 'red') this.#red = component(token.parameter);
			else if (token.name === 'green') this.#green = component(token.parameter);
			else if (token.name === 'blue') this.#blue = component(token.parameter);
		} else if (token.type === 'text') {
			for (let at = token.text.indexOf(';'); at >= 0; at = token.text.indexOf(';', at + 1)) this.#end();
		}
	}

	#end(): void {
		const [red, green, blue] = [this.#red, this.#green, this.#blue];
		if (red !== undefined || green !== undefined || blue !== undefined) {
			this.#colors.set(this.#index, {
				red: red ?? 0,
				green: green ?? 0,
				blue: blue ?? 0,
				alpha: 1,
				type: 'rgb',
				sourceSpace: false,
			});
		}
		this.#index++;
		this.#red = this.#green = this.#blue = undefined;
	}
}

/** Gathers `{\*\iscolortbl;ff000080;…}`: colours in the notation of commands, alpha allowed. */
export class CommandColorTableReader {
	readonly #colors = new Map<number, Color>();
	#text = '';
	#index = 0;

	get colors(): ColorTable {
		return this.#colors;
	}

	take(token: RtfToken): void {
		if (token.type !== 'text') return;
		const [first = '', ...others] = token.text.split(';');
		this.#text += first;
		for (const other of others) {
			const color = readColor(this.#text.trim());
			if (color) this.#colors.set(this.#index, color);
			this.#index++;
			this.#text = other;
		}
	}
}
