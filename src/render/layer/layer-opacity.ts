import type { PreparedLayer } from './prepare-layer.js';

/** The opacity of a layer's own content, 0 to 1 (`r-opac.md`). */
export function ownOpacity({ layer: { commands }, content: { opacity = 1 } }: PreparedLayer): number {
	const { opac } = commands;
	return (opacity * (opac?.opacity ?? 100) * (opac?.fill ?? 100)) / 10_000;
}
