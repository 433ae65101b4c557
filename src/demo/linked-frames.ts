/** Keeps two frames with the same page at the same place: scrolling or following a link in one moves the other. */
export class LinkedFrames {
	constructor(private readonly frames: readonly [HTMLIFrameElement, HTMLIFrameElement]) {}

	/** The frame a message came from. */
	owner(source: MessageEventSource | null): HTMLIFrameElement | undefined {
		return this.frames.find((frame) => frame.contentWindow === source);
	}

	reload(): void {
		for (const { contentWindow } of this.frames) contentWindow?.location.reload();
	}

	/** Follows a frame from now on; to be called for each document that is loaded into it. */
	follow(frame: HTMLIFrameElement): void {
		const source = frame.contentWindow;
		const other = this.frames.find((candidate) => candidate !== frame);
		if (!source || !other) return;
		source.addEventListener('scroll', () => {
			const target = other.contentWindow;
			// the other one's own scroll event then finds both at the same place, which ends the exchange
			if (target && Math.abs(target.scrollY - source.scrollY) > 1) {
				target.scrollTo({ top: source.scrollY, behavior: 'instant' });
			}
		});
		source.addEventListener('hashchange', () => {
			const target = other.contentWindow;
			if (target && target.location.hash !== source.location.hash)
				target.location.hash = source.location.hash;
		});
	}
}
