/** Whether a shopper sees it now, at least in part. */
export function isInView(element: Element): boolean {
	const { top, bottom, left, right } = element.getBoundingClientRect();
	return bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
}
