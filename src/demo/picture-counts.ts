import type { PictureCounts } from './shop-messages.js';

/**
 * Counts the pictures of the page whenever one of them changes: loaded, broken, or marked as a substitute.
 * CSS backgrounds say nothing of their fate and are left out.
 */
export function watchPictures(report: (counts: PictureCounts) => void): void {
	const brokenSvgImages = new Set<SVGImageElement>();
	let scheduled = false;

	const count = () => {
		scheduled = false;
		const visible = [...document.images].filter((image) => image.checkVisibility());
		const images = visible.filter((image) => image.complete);
		const waiting = visible.filter((image) => !image.complete && isInView(image)).length;
		const drawn = [...document.querySelectorAll<SVGImageElement>('svg image')].filter((image) =>
			image.checkVisibility(),
		);
		report({
			total: images.length + waiting + drawn.length,
			waiting,
			broken:
				images.filter((image) => image.naturalWidth === 0).length +
				drawn.filter((image) => brokenSvgImages.has(image)).length,
			substituted: images.filter((image) => image.dataset.fallback !== undefined).length,
		});
	};
	const schedule = () => {
		if (scheduled) return;
		scheduled = true;
		setTimeout(count, 100);
	};

	for (const type of ['load', 'error']) {
		const note = ({ target }: Event) => {
			if (target instanceof SVGImageElement) {
				if (type === 'error') brokenSvgImages.add(target);
				else brokenSvgImages.delete(target);
			}
			schedule();
		};
		// neither event bubbles, but both can be captured
		document.addEventListener(type, note, { capture: true });
	}
	addEventListener('scroll', schedule);
	const observer = new MutationObserver(schedule);
	observer.observe(document, { subtree: true, childList: true, attributeFilter: ['data-fallback'] });
	schedule();
}

function isInView(image: HTMLImageElement): boolean {
	const { top, bottom } = image.getBoundingClientRect();
	return bottom > 0 && top < innerHeight;
}
