import type { Color } from '../../protocol/values.js';

/** A CSS colour; `alpha` replaces the colour's own. */
export function cssColor(color: Color, alpha = color.alpha): string {
	return `rgb(${color.red} ${color.green} ${color.blue} / ${alpha})`;
}

export const BLACK: Color = { red: 0, green: 0, blue: 0, alpha: 1, type: 'rgb', sourceSpace: false };
