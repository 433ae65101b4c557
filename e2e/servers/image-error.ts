/** A request the image server refuses, with the words it uses. */
export class ImageError extends Error {
	/** short form, as `error.title` of the documentation */
	readonly title: string;

	constructor(title: string, message = title) {
		super(message);
		this.name = 'ImageError';
		this.title = title;
	}
}
