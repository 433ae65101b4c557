import { COMMANDS } from './commands.js';
import type { LayerDraft } from './draft.js';
import type { Modifier } from './modifier.js';
import { quote } from './problem-list.js';
import type { ModifierGroup, SortContext } from './sort-context.js';

/** The layer or effect whose segment is open; `lost` if the segment addresses none. */
export interface Scope {
	readonly layer: LayerDraft | 'lost';
	readonly effect?: number | 'lost';
	/** how the segment is written in short; `''` for comp */
	readonly segment: string;
}

export const isLost = ({ layer, effect }: Scope) => layer === 'lost' || effect === 'lost';

/** A segment as it must be written behind others. */
export const openingOf = (segment: string) => (/^layer=/i.test(segment) ? segment : `layer=comp&${segment}`);

const ignoreWarnings = () => {};

/**
 * What `layer=` opens.
 * @param text its value
 * @param base what commands before any `layer=` act on
 */
export function openLayer(
	text: string,
	base: Scope,
	modifier: Modifier,
	group: ModifierGroup,
	context: SortContext,
): Scope {
	const { draft, problems, limits } = context;
	const address = COMMANDS.layer.type.read(text, ignoreWarnings);
	const lost: Scope = { layer: 'lost', segment: modifier.text };
	if (!address) {
		problems.error(
			'invalid-value',
			`layer= needs ${COMMANDS.layer.type.form}, got ${quote(text)}.`,
			modifier,
		);
		return lost;
	}
	const { number, name } = address;
	if (number === 'comp') return base;
	const owner = name === undefined ? undefined : draft.named.get(name);
	if (number === undefined) {
		if (owner) return { layer: owner, segment: `layer=${owner.number}` };
		problems.error('undefined-layer', `No layer has been given the name ${quote(text)}.`, modifier);
		return lost;
	}
	if (owner && owner.number !== number) {
		problems.error(
			'not-permitted',
			`The name ${quote(name ?? '')} already belongs to another layer.`,
			modifier,
		);
		return lost;
	}
	if (group.layer && number === 0) {
		return group.layer.number === 0 ? { layer: group.layer, segment: 'layer=0' } : base;
	}
	// layer 0 is always there, even if nothing has been said of it yet
	const count = draft.layers.size + (draft.layers.has(0) ? 0 : 1);
	const isFull = count >= limits.layers && number !== 0;
	if (group.layer || (isFull && !draft.layers.has(number))) {
		const reason = group.layer
			? 'A record that is the image of a layer has no layers of its own.'
			: `No more than ${limits.layers} layers are read.`;
		problems.error(group.layer ? 'not-permitted' : 'too-large', reason, modifier);
		return lost;
	}
	const layer = draft.layer(number);
	if (name !== undefined && !owner) {
		draft.named.set(name, layer);
		layer.names.push(name);
	}
	return { layer, segment: `layer=${number}` };
}

/**
 * What `effect=` opens.
 * @param text its value
 * @param scope the layer whose segment is open
 */
export function openEffect(text: string, scope: Scope, modifier: Modifier, context: SortContext): Scope {
	const { problems, limits } = context;
	const { layer } = scope;
	// an effect of a layer that does not exist does not exist either
	if (layer === 'lost') return scope;
	const parent = layer.number === 'comp' ? '' : `layer=${layer.number}&`;
	const number = COMMANDS.effect.type.read(text, ignoreWarnings);
	if (number === undefined) {
		problems.error(
			'invalid-value',
			`effect= needs ${COMMANDS.effect.type.form}, got ${quote(text)}.`,
			modifier,
		);
		return { layer, effect: 'lost', segment: parent + modifier.text };
	}
	const segment = `${parent}effect=${number}`;
	if (!layer.effects.has(number) && layer.effects.size >= limits.layers) {
		problems.error('too-large', `No more than ${limits.layers} effects of a layer are read.`, modifier);
		return { layer, effect: 'lost', segment };
	}
	// an effect is there even if no command follows
	layer.effect(number);
	return { layer, effect: number, segment };
}
