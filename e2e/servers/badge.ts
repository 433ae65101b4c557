import { strokeText } from './stroke-font.js';

/** The template `Acme/badge`: a pill with a short text, as wide as the text needs. */
export function drawBadge(text: string): string {
	const height = 240;
	const padding = 96;
	const { path, width } = strokeText(text.slice(0, 24), 84);
	const total = Math.ceil(width) + 2 * padding;
	return `<svg xmlns="http://www.w3.org/2000/svg" width="${total}" height="${height}" viewBox="0 0 ${total} ${height}">
	<defs><linearGradient id="pill" x1="0" y1="0" x2="0" y2="1">
		<stop offset="0" stop-color="#d9593a"/><stop offset="1" stop-color="#bf4227"/>
	</linearGradient></defs>
	<rect x="4" y="4" width="${total - 8}" height="${height - 8}" rx="${(height - 8) / 2}" fill="url(#pill)"/>
	<path transform="translate(${padding} 78)" d="${path}" fill="none" stroke="#fff" stroke-width="17"
		stroke-linecap="round" stroke-linejoin="round"/>
</svg>`;
}
