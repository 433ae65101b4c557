export type Rgb = readonly [red: number, green: number, blue: number];

/** Alpha below this is the key colour of formats with 1 bit of alpha; the documentation gives no threshold. */
export const OPAQUE_FROM = 128;

/** Each colour once, in their order. */
export function distinct(colors: readonly Rgb[]): Rgb[] {
	return [...new Map(colors.map((color) => [color.join(), color])).values()];
}
