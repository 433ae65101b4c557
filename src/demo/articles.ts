/** One article of the shop. */
export interface Article {
	/** its picture: `Acme/mug` */
	readonly object: string;
	readonly title: string;
	readonly category: 'Light' | 'Living' | 'Table' | 'Outdoor';
	/** euros */
	readonly price: number;
	readonly text: string;
	/** text of the badge on its picture */
	readonly badge?: string;
	/** the product without a background: it must not be cropped */
	readonly isCutOut?: true;
}

export const articles: readonly Article[] = [
	{
		object: 'Acme/armchair',
		title: 'Luno armchair',
		category: 'Living',
		price: 540,
		text: 'A round shell in brick-red bouclé. Sit down once and the evening is over.',
		badge: 'New',
	},
	{
		object: 'Acme/mug',
		title: 'Tolle stoneware mug',
		category: 'Table',
		price: 18,
		text: 'Thrown, dipped and speckled by hand, with an ear that fits three fingers.',
		isCutOut: true,
	},
	{
		object: 'Acme/pendant',
		title: 'Mire pendant light',
		category: 'Light',
		price: 129,
		text: 'Woven rattan that paints a fan of shadows on the ceiling.',
	},
	{
		object: 'AcmeOutdoor/tent',
		title: 'Ridge two-person tent',
		category: 'Outdoor',
		price: 320,
		text: 'Up in four minutes, dry for four seasons, 1.9 kilos in the bag.',
		badge: '-20%',
	},
	{
		object: 'Acme/lamp-arc',
		title: 'Halden floor lamp',
		category: 'Light',
		price: 189,
		text: 'A long brass arc and a quiet pool of light, held down by five kilos of marble.',
		isCutOut: true,
	},
	{
		object: 'Acme/kettle',
		title: 'Brisk enamel kettle',
		category: 'Table',
		price: 64,
		text: 'Enamelled steel in fir green, with an oak grip that stays cool.',
	},
	{
		object: 'Acme/blanket',
		title: 'Skarv wool blanket',
		category: 'Living',
		price: 89,
		text: 'Lambswool, woven in a mill that has done little else since 1879.',
	},
	{
		object: 'AcmeOutdoor/backpack',
		title: 'Trek 32 backpack',
		category: 'Outdoor',
		price: 145,
		text: 'Room for three days, straps for the mat, and a pocket for the map.',
		isCutOut: true,
	},
	{
		object: 'Acme/clock',
		title: 'Takt wall clock',
		category: 'Living',
		price: 72,
		text: 'Turned oak and a movement that does not tick.',
		isCutOut: true,
	},
	{
		object: 'AcmeOutdoor/lantern',
		title: 'Glim camp lantern',
		category: 'Outdoor',
		price: 39,
		text: 'A small fire to carry around. Burns for eleven hours.',
		badge: 'Sale',
		isCutOut: true,
	},
	{
		object: 'Acme/shelf',
		title: 'Rung ladder shelf',
		category: 'Living',
		price: 210,
		text: 'Four oak boards that lean against a wall, and need no screw.',
	},
	{
		object: 'Acme/vase',
		title: 'Siv vase with stems',
		category: 'Living',
		price: 46,
		text: 'Ribbed terracotta, sent to you with this season’s dried stems.',
		isCutOut: true,
	},
	{
		object: 'AcmeOutdoor/boots',
		title: 'Moor hiking boots',
		category: 'Outdoor',
		price: 175,
		text: 'Waxed leather that wants to be walked in, and can be resoled twice.',
	},
	{
		object: 'AcmeOutdoor/bottle',
		title: 'Col steel flask',
		category: 'Outdoor',
		price: 32,
		text: 'Tea at noon as hot as in the morning.',
		isCutOut: true,
	},
	{
		object: 'Acme/sofa-wide',
		title: 'Fjell three-seat sofa',
		category: 'Living',
		price: 1290,
		text: 'Deep, sage green, and two metres and ten long.',
	},
	{
		object: 'AcmeOutdoor/hammock',
		title: 'Drift hammock',
		category: 'Outdoor',
		price: 79,
		text: 'Hangs between any two trees that like each other.',
	},
];
