import { CARD, ON_CARD } from '../catalogs.js';
import type { Row } from '../row.js';

/** Requests within requests, templates, macros, locales, missing images, and what is no matter of pixels. */
export const REQUEST_ROWS: readonly Row[] = [
	['nested', 'src', `${ON_CARD}&src=is(Acme/photo?wid=60&rotate=20)`],
	['nested-mask', 'mask', `${ON_CARD}&src=photo&size=80,80&mask=is(Acme/badge?rotate=45)`],
	['template', '$x', '/Acme/card?$x=25'],
	['template-command', 'template', '/Acme/badge?template=Acme/card'],
	['macros', '$frame$ $thumb$', '/Acme/photo?$frame$&$thumb$'],
	['post-modifier', 'PostModifier', '/Acme/late?wid=80', { unlike: '/Acme/photo?wid=80' }],
	['locale', 'locale', '/Local/sign?locale=de'],
	[
		'missing-source',
		'defaultImage',
		`/Acme?${CARD}&layer=1&src=gone&size=60,60&rotate=20&layer=2&src=frame&size=30,30&defaultImage=badge`,
		// without a default image there is no picture: what is left of it is one without the layer
		{ missing: ['Acme/gone'], unlike: `/Acme?${CARD}&layer=2&src=frame&size=30,30` },
	],
	[
		'data-alone',
		'map mapA id handler imageSet type labelKey name timeout message',
		'/Acme/photo?wid=80&map=rect,0,0,9,9,href=a&mapA=shape=rect%20coords=0,0,9,9&id=7&handler=h&imageSet=&type=x&labelKey=k&name=n&timeout=9&message=m',
		{ same: 'they are about data, not about the picture' },
	],
	[
		'delivery-alone',
		'cache network bfc',
		'/Acme/photo?wid=80&cache=off&network=on&bfc=off',
		{ same: 'they are about the way to the page' },
	],
	[
		'profiles',
		'icc iccEmbed',
		'/Acme/photo?wid=80&icc=AdobeRGB&iccEmbed=1',
		{ same: 'a browser draws sRGB' },
	],
	[
		'embedded-data',
		'xmpEmbed pathEmbed pscan',
		'/Acme/photo?wid=80&fmt=jpeg&xmpEmbed=1&pathEmbed=1&pscan=4',
		{ same: 'encoders of browsers have no such thing' },
	],
];
