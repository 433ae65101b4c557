import { parseImageRequest } from '../../src/protocol/index.js';
import type { Benchmark, Series } from '../harness/benchmark.js';

/** As shops write them: product pictures, templates, view and crop commands, property requests. */
const URLS: readonly string[] = [
	'Acme/shoe-1234',
	'Acme/shoe-1234?wid=400',
	'Acme/shoe-1234?$thumb$',
	'Acme/shoe-1234?wid=480&hei=480&fmt=webp&qlt=80',
	'Acme/shoe-1234_alt1?wid=1200&hei=1200&fit=constrain,1&fmt=jpeg&qlt=85,1&op_sharpen=1',
	'Acme/shoe-1234?$product_large$&wid=960&resMode=sharp2&op_usm=1.1,0.5,1,0',
	'Acme/shoe-1234?scl=4&rect=100,100,512,512&fmt=jpeg',
	'Acme/shoe-1234?crop=10,10,400,400&size=200,200&bgc=ffffff&align=0,-1',
	'Acme/shoe-1234?req=exists,text',
	'Acme/shoe-1234?req=set,json,UTF-8&labelkey=label&id=42&handler=s7jsonResponse',
	'Acme/banner?$headline=Summer%20sale&$price=19.99&wid=1440&hei=400',
	'Acme/banner?layer=0&size=1440,400&color=f0f0f0&layer=1&src=Acme/shoe-1234&size=300,300&pos=400,0&layer=2&text=%7B%5Crtf1%5Cansi%20New%20arrivals%7D&pos=-300,0',
	'Acme/template?src=is%7BAcme/badge?wid=80%7D&size=400,400&layer=1&src=Acme/shoe-1234&opac=80&blendMode=mult&effect=-1&op_blur=5&color=0,0,0,50',
	'Acme/shoe-1234?wid=300&hei=300&fmt=png-alpha&defaultImage=Acme/no-shoe&cache=on',
].map((path) => `https://images.example.com/is/image/${path}`);

const REPETITIONS = 200;
const LENGTHS = [1_000, 4_000, 16_000, 64_000] as const;

/** Inputs of about as many characters as they are asked for. */
const LONG: Readonly<Record<string, (length: number) => string>> = {
	'one long text': (length) => `?text=${'lorem%20'.repeat(length / 8)}`,
	'many commands': (length) => `?${'wid=400&'.repeat(length / 8)}`,
	'many variables': (length) =>
		`?${Array.from({ length: length / 16 }, (_, index) => `$v${index}=value${index}`).join('&')}`,
	'many layers': (length) =>
		`?${Array.from({ length: length / 24 }, (_, index) => `layer=${index}&size=9,9&pos=1`).join('&')}`,
	'nested sources': (length) => `?src=${'is{a?src='.repeat(length / 9)}`,
};

export const parser: Benchmark = {
	name: 'parser',
	title: 'Reading a request',
	about: `${URLS.length} URLs as shops write them, in Node. \`URL\` and \`URLSearchParams\` only split a URL into strings; the parser makes values with units, layers, variables and a list of what is wrong. It is asked for failed images only. Growth: the time for a thousand characters of one long URL, which is the same at every length if the time grows with the length and no faster.`,
	rounds: { full: 25, quick: 3 },
	async open() {
		const perSecond = (read: (url: string) => unknown) => async () => {
			const start = performance.now();
			for (let time = 0; time < REPETITIONS; time++) for (const url of URLS) read(url);
			return (1000 * REPETITIONS * URLS.length) / (performance.now() - start);
		};
		return {
			series: [
				{
					name: 'requests',
					unit: 'requests a second',
					contenders: {
						'URL + URLSearchParams': perSecond((url) => [...new URL(url).searchParams]),
						'image-understudy': perSecond((url) => parseImageRequest(url)),
					},
					baselines: ['URL + URLSearchParams'],
				},
				...Object.entries(LONG).map(([shape, make]) => growth(shape, make)),
			],
			async close() {},
		};
	},
};

function growth(shape: string, make: (length: number) => string): Series {
	const name = (length: number) => `${length.toLocaleString('en')} characters`;
	const measure = (length: number) => {
		const url = `https://images.example.com/is/image/Acme/shoe${make(length)}`;
		const times = Math.ceil(64_000 / length);
		return async () => {
			const start = performance.now();
			for (let time = 0; time < times; time++) parseImageRequest(url);
			return (1000 * (performance.now() - start)) / times / (length / 1000);
		};
	};
	const [shortest] = LENGTHS;
	return {
		name: `growth: ${shape}`,
		unit: 'µs per thousand characters',
		contenders: Object.fromEntries(LENGTHS.map((length) => [name(length), measure(length)])),
		baselines: [name(shortest)],
	};
}
