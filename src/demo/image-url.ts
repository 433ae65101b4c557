/** The image server's origin, as the page says it in `<meta name="image-origin">`. */
function imageOrigin(): string {
	const meta = document.querySelector<HTMLMetaElement>('meta[name="image-origin"]');
	if (!meta) throw new Error('The page lacks <meta name="image-origin">');
	return meta.content;
}

/** @param commands in the order given, e.g. `{ wid: 400, fmt: 'webp' }` */
export function imageUrl(object: string, commands: Readonly<Record<string, string | number>>): string {
	const query = Object.entries(commands).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
	return `${imageOrigin()}/is/image/${object}?${query.join('&')}`;
}
