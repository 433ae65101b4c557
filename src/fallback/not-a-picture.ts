/**
 * Types of answers that are never pictures. Others pass: a browser decodes an `<img>` by its bytes, so a
 * picture that is merely labelled wrongly is shown, and what does break is seen by the page.
 */
const NO_PICTURE = /^\s*(text\/html|application\/(json|xhtml\+xml))/i;

/** Property requests (`req=props` and the like) are answered with text. */
const PROPERTY_REQUEST = /[?&]req=(?!img\b|tmb\b|mask\b)/i;

/** @param type of a good answer's `Content-Type`; null: it has none, and may be a picture */
export function isNotAPicture(type: string | null): boolean {
	return type !== null && NO_PICTURE.test(type);
}

/** Whether a request is for data about an image, which is right to be no picture. */
export function asksForData(url: string): boolean {
	return PROPERTY_REQUEST.test(url);
}
