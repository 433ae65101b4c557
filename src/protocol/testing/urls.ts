import fc from 'fast-check';
import type { Catalogs } from '../catalogs.js';

/** A catalog with what leads a reader astray: macros and records that call themselves among it. */
export const catalogs: Catalogs = {
	default: { macros: { shadow: 'color=0,0,0&opac=75&op_blur=5&pos=3,4' } },
	A: {
		attributes: { AllowDirectUrls: 1, LocaleMap: 'de,_D,|,', LocaleStrMap: 'de,D|en,E' },
		macros: { card: 'wid=120&hei=90&$shadow$', loop: 'qlt=5&$loop$', pair: '$card$&$card$' },
		records: {
			x: { Path: 'x.png', Modifier: 'op_usm=1,2&qlt=70', PostModifier: 'bgc=eeeeee', Anchor: '3,4' },
			T: { Modifier: '$w=50&size=$w$,50&color=ff0000&layer=1,badge&$txt=Sale&text=\\b $txt$' },
			self: { Modifier: 'src=is(A/self)&layer=1&src=is(A/self)' },
		},
	},
};

/** What requests are made of, in part at least. */
export const pieces =
	`is{ is( ir( fxg{ ) } ( { ? & && = $ $$ $v$ $v= $card$ $loop$ $pair$ $none$ $object$ . .note , ,, ; : / // ..
	% %24 %26 %28 %29 %7B %7D %25 %zz %e9 %c3%a9 + \\ \\b \\par \\'e9 \\u8364? http://h/x A/x A/T A/self x T
	src= mask= text= textPs= layer= layer=1 layer=2,b layer=b layer=comp effect= effect=-1 template= template=T wid= hei=9
	src=is(A/x?zz=1&wid=q) mask=is{none?foo&layer=x src=is(?src=is(a?zz))
	size= sizeN= pos= posN= color= bgc= opac= fmt= qlt= fit= crop= clipPath= M0,0L9,9z imageSet= locale=de req= handler=
	defaultImage= zz= 0 1 -1 3,4 .5 1e9 9999999999 ff0000 k jpg on norm \u0000 \ud800 é 🎈`
		.split(/\s+/)
		.concat(' ');

const hostile = fc.oneof(
	fc.string({ unit: 'binary', maxLength: 80 }),
	fc.string({ unit: fc.constantFrom(...'$&=(){}%,\\?./a1'), maxLength: 80 }),
	fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((parts) => parts.join('')),
	fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((parts) => parts.join('&')),
);
/** URLs, most of them of images, with whatever comes after it. */
export const urls = fc.oneof(
	{ weight: 1, arbitrary: hostile },
	{ weight: 1, arbitrary: hostile.map((text) => `/is/image/${text}`) },
	{
		weight: 4,
		arbitrary: fc
			.tuple(fc.constantFrom('A/x', 'A/T', 'A/self', 'none', ''), hostile)
			.map(([object, query]) => `/is/image/${object}?${query}`),
	},
);
