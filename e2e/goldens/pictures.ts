import sharp from 'sharp';

/** A stored picture that goldens are made of, as a worker can be sent it. */
export interface StoredPicture {
	readonly type: string;
	readonly base64: string;
	readonly size: { readonly width: number; readonly height: number };
}

type Paint = (x: number, y: number) => readonly [red: number, green: number, blue: number, alpha: number];

/** Soft colours all over, with sharp edges and fine lines in them: what scaling and filters show on. */
const photo: Paint = (x, y) => {
	if (Math.hypot(x - 80, y - 30) < 18) return [250, 210, 60, 255];
	if (x > 12 && x < 44 && y > 40 && y < 78) return y % 8 < 4 ? [200, 60, 50, 255] : [240, 232, 220, 255];
	return [40 + x, 90 + y, 210 - x, 255];
};

/** A disc that fades out at its rim, on nothing. */
const badge: Paint = (x, y) => {
	const distance = Math.hypot(x - 29.5, y - 29.5);
	const alpha = Math.max(0, Math.min(255, (28 - distance) * 40));
	return x < 30 ? [30, 120, 90, alpha] : [220, 140, 40, alpha];
};

/** Gray, brighter to the right, with a black bar. */
const ramp: Paint = (x, y) => {
	const level = y > 30 && y < 42 ? 0 : Math.round((x / 119) * 255);
	return [level, level, level, 255];
};

/** Black with a white frame, 60 x 60. */
const frame: Paint = (x, y) => {
	const level = x < 8 || y < 8 || x > 51 || y > 51 ? 255 : 0;
	return [level, level, level, 255];
};

/** File name -> picture. They are made anew each time: their pixels do not depend on the encoder. */
export async function storedPictures(): Promise<Readonly<Record<string, StoredPicture>>> {
	return {
		'photo.png': await painted(120, 90, photo),
		'badge.png': await painted(60, 60, badge),
		'ramp.png': await painted(120, 90, ramp),
		'frame.png': await painted(60, 60, frame),
	};
}

async function painted(width: number, height: number, paint: Paint): Promise<StoredPicture> {
	const pixels = Array.from({ length: width * height }, (_, at) => paint(at % width, Math.floor(at / width)));
	const bytes = await sharp(Buffer.from(pixels.flat()), { raw: { width, height, channels: 4 } })
		.png()
		.toBuffer();
	return { type: 'image/png', base64: bytes.toString('base64'), size: { width, height } };
}
