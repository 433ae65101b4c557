/** A first default image, so that there is something to see before the shop's own is drawn. */
export const SAMPLE_IMAGE_FILE = 'no-image.svg';

export const SAMPLE_IMAGE = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400">
	<title>Picture coming soon</title>
	<rect width="400" height="400" fill="#f2f2f2"/>
	<path d="M120 260l60-80 45 55 25-30 40 55z" fill="#d0d0d0"/>
	<circle cx="255" cy="165" r="18" fill="#d0d0d0"/>
</svg>
`;
