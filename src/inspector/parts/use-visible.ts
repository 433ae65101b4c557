import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** True from the moment that an element is on screen, or nearly. */
export function useVisible(ref: RefObject<Element | null>): boolean {
	const [isVisible, setVisible] = useState(false);
	useEffect(() => {
		const element = ref.current;
		if (element === null || isVisible) return;
		const observer = new IntersectionObserver(
			(entries) => setVisible(entries.some(({ isIntersecting }) => isIntersecting)),
			{ rootMargin: '200px' },
		);
		observer.observe(element);
		return () => observer.disconnect();
	}, [ref, isVisible]);
	return isVisible;
}
