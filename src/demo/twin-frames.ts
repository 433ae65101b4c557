/** Keeps two frames with the same page at the same place: scrolling or following a link in one moves the other. */
export class TwinFrames {
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
		const twin = this.frames.find((other) => other !== frame);
		if (!source || !twin) return;
		source.addEventListener('scroll', () => {
			const target = twin.contentWindow;
			// the twin's own scroll event then finds both at the same place, which ends the exchange
			if (target && Math.abs(target.scrollY - source.scrollY) > 1) {
				target.scrollTo({ top: source.scrollY, behavior: 'instant' });
			}
		});
		source.addEventListener('hashchange', () => {
			const target = twin.contentWindow;
			if (target && target.location.hash !== source.location.hash)
				target.location.hash = source.location.hash;
		});
	}
}
