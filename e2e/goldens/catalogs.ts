import type { Catalogs } from '../../src/protocol/index.js';

/** What the rows may refer to; the pictures are those of `pictures.ts`. */
export const CATALOGS: Catalogs = {
	Acme: {
		macros: {
			thumb: 'wid=40&hei=40&fit=crop,1',
			frame: 'extend=6,6,6,6&bgColor=1e785a',
			shadow: 'blendMode=mult&color=0,0,0&opac=75&op_grow=0&op_blur=5&pos=3,4',
			glow: 'blendMode=screen&color=255,255,190&opac=100&op_grow=1&op_blur=8&pos=0,0',
		},
		records: {
			photo: { Path: 'photo.png', Resolution: 100, Anchor: '80,30' },
			badge: { Path: 'badge.png' },
			ramp: { Path: 'ramp.png' },
			frame: { Path: 'frame.png' },
			masked: { Path: 'photo.png', MaskPath: 'ramp.png' },
			card: { Modifier: 'size=120,80&color=f3ece1&layer=1&src=photo&size=60,60&pos=$x$,0&$x=-20' },
			late: { Path: 'photo.png', PostModifier: 'flip=lr' },
			mark: { Modifier: 'layer=0&src=badge&size=30,30&opac=60&blendMode=mult&sizeN=0.4,0.4' },
		},
	},
	Local: {
		attributes: { LocaleMap: ',|de,-de,' },
		records: { sign: { Path: 'badge.png' }, 'sign-de': { Path: 'frame.png' } },
	},
};

/** A composite of 120 x 80 pixels to put a layer on. */
export const CARD = 'size=120,80&color=f3ece1';
export const ON_CARD = `/Acme?${CARD}&layer=1`;
