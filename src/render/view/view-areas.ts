import type { Rectangle } from '../../protocol/values.js';
import { expanded, intersection, wholePixels } from '../geometry/matrix.js';
import type { ViewGeometry } from './view.js';

/** Whole pixels, counted from the reply's corner, that have to be drawn so that the reply's are right. */
export interface ViewAreas {
	readonly view: Rectangle;
	/** of the composite, as large as the view shows it */
	readonly composite: Rectangle;
}

/** How many pixels around one decide about it. */
export interface Reaches {
	/** in operations and effects of the composite; undefined: there are none */
	readonly composite: number | undefined;
	/** in sharpening of the view; 0: it is not sharpened */
	readonly view: number;
}

/**
 * A reply may be a tile of the view, and the view a part of the composite. What works on the view or on the
 * composite as a whole is given the pixels around as well, as far as it reaches and as far as there are any:
 * it then comes out as if it had worked on the whole, and tiles join. Where nothing of the kind is to be
 * done, both are the reply, into which all is drawn straight.
 * @returns undefined if the reply shows nothing of the composite
 */
export function viewAreas({ reply, window, picture }: ViewGeometry, reaches: Reaches): ViewAreas | undefined {
	const view = intersection(expanded({ x: 0, y: 0, ...reply }, reaches.view), wholePixels(window));
	if (!view || reaches.composite === undefined) return view && { view, composite: view };
	const composite = intersection(expanded(view, reaches.composite), wholePixels(picture));
	return composite && { view, composite };
}
