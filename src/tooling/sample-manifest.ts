/** A first manifest that works as it stands once the origin and the pictures are the shop's own. */
const sample = {
	$schema: './manifest.schema.json',
	version: '1',
	servers: [{ origin: 'https://images.example.com' }],
	catalogs: {
		default: {
			attributes: { DefaultImage: 'no-image', ErrorImage: 'on-error', RootPath: '/' },
			records: {
				'no-image': { Path: 'no-image.svg' },
				'on-error': { Modifier: 'size=400,400&bgc=f2f2f2&text=$error.message$' },
			},
		},
	},
};

export const SAMPLE_MANIFEST = `${JSON.stringify(sample, undefined, '\t')}\n`;
