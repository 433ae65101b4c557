import type { Steps } from '../../pixels/steps.js';
import type { Rgb } from './rgb.js';
import type { WeightedColors } from './weighted-colors.js';

/**
 * Colours that stand for those of a picture: the box that holds all of them is cut in two, then always the
 * one of the boxes, and there, where the error becomes smaller by most (after X. Wu, 1991). Each box comes to
 * the mean of its colours.
 * @param most at least 1
 */
export function* quantize(colors: WeightedColors, most: number): Steps<Rgb[]> {
	const { weight } = colors;
	if (weight.length === 0) return [];
	const boxes = [measured(colors, Uint16Array.from(weight.keys()))];
	while (boxes.length < most) {
		yield;
		const worst = boxes.reduce((box, other) => (other.gain > box.gain ? other : box));
		if (worst.gain <= 0) break;
		const [below, above] = parted(worst.members, channels(colors)[worst.channel] ?? weight, worst.cut);
		boxes[boxes.indexOf(worst)] = measured(colors, below);
		boxes.push(measured(colors, above));
	}
	return boxes.map(({ mean }) => mean);
}

/** Some of the colours, and where they are best cut in two. */
interface Box {
	/** numbers of the colours */
	readonly members: Uint16Array;
	readonly mean: Rgb;
	readonly channel: number;
	/** first value of the upper part */
	readonly cut: number;
	/** by how much the sum of squared errors becomes smaller; 0: they are all alike */
	readonly gain: number;
}

function parted(members: Uint16Array, values: Float32Array, cut: number): [Uint16Array, Uint16Array] {
	const below = new Uint16Array(members.length);
	const above = new Uint16Array(members.length);
	let [belows, aboves] = [0, 0];
	for (let at = 0; at < members.length; at++) {
		const member = members[at] ?? 0;
		if (Math.round(values[member] ?? 0) < cut) below[belows++] = member;
		else above[aboves++] = member;
	}
	return [below.slice(0, belows), above.slice(0, aboves)];
}

function channels({ red, green, blue }: WeightedColors): readonly Float32Array[] {
	return [red, green, blue];
}

/** Sums of colours: how many they are, and of each channel. */
const SUMS = 4;

function measured(colors: WeightedColors, members: Uint16Array): Box {
	let best = { channel: 0, cut: 0, gain: 0 };
	const total = new Float64Array(SUMS);
	for (const member of members) add(total, 0, colors, member);
	for (const [channel, values] of channels(colors).entries()) {
		const found = bestCut(colors, members, values, total);
		if (found.gain > best.gain) best = { channel, ...found };
	}
	const [count = 1, red = 0, green = 0, blue = 0] = total;
	const mean = [Math.round(red / count), Math.round(green / count), Math.round(blue / count)] as const;
	return { members, mean, ...best };
}

function add(
	sums: Float64Array,
	at: number,
	{ red, green, blue, weight }: WeightedColors,
	member: number,
): void {
	const times = weight[member] ?? 0;
	sums[at] = (sums[at] ?? 0) + times;
	sums[at + 1] = (sums[at + 1] ?? 0) + times * (red[member] ?? 0);
	sums[at + 2] = (sums[at + 2] ?? 0) + times * (green[member] ?? 0);
	sums[at + 3] = (sums[at + 3] ?? 0) + times * (blue[member] ?? 0);
}

/** The cut of one channel after which the parts err least. */
function bestCut(
	colors: WeightedColors,
	members: Uint16Array,
	values: Float32Array,
	total: Float64Array,
): { cut: number; gain: number } {
	const levels = new Float64Array(SUMS * 256);
	for (const member of members) add(levels, SUMS * Math.round(values[member] ?? 0), colors, member);
	const below = new Float64Array(SUMS);
	const above = total.slice();
	let best = { cut: 0, gain: 0 };
	for (let cut = 1; cut < 256; cut++) {
		const level = SUMS * (cut - 1);
		if (levels[level] === 0) continue;
		for (let sum = 0; sum < SUMS; sum++) {
			below[sum] = (below[sum] ?? 0) + (levels[level + sum] ?? 0);
			above[sum] = (total[sum] ?? 0) - (below[sum] ?? 0);
		}
		if (above[0] === 0) break;
		const gain = concentration(below) + concentration(above) - concentration(total);
		if (gain > best.gain) best = { cut, gain };
	}
	return best;
}

/** What the parts have more of than the whole is what they err less, squared and summed. */
function concentration([count = 1, red = 0, green = 0, blue = 0]: Float64Array): number {
	return (red * red + green * green + blue * blue) / count;
}
