import { type Assignment, type Draft, keepLeftover, type LayerDraft } from './draft.js';
import { expandMacros } from './expand-macros.js';
import type { Effect, ImageObject, Layer, LayerSource, MaskSource } from './image-request.js';
import { standIn } from './layer-default.js';
import type { Budget } from './limits.js';
import { type Modifier, readModifier } from './modifier.js';
import { readImage, readSource, type SourceContext } from './read-sources.js';
import { readValues } from './read-values.js';
import { settleLayer } from './settle-layer.js';
import { sortCommands } from './sort-commands.js';
import type { SortContext } from './sort-context.js';
import { splitModifiers } from './split-modifiers.js';
import { definedVariables, type Variables } from './variables.js';

/** What the layers of a request are read with. */
export interface LayerContext extends SourceContext, SortContext {
	readonly budget: Budget;
	readonly variables: Variables;
	/** object of the path: the source of layer 0, unless a template stands in for it */
	readonly object: ImageObject | undefined;
	readonly templated: boolean;
}

/**
 * Reads all layers, in ascending order. The record of each layer's image gives its commands to the
 * layer, below those of the request; so all sources are read before any other value.
 */
export function readLayers(context: LayerContext): Layer[] {
	const { draft } = context;
	draft.layer(0);
	const layers = [...draft.layers.values()].sort((a, b) => Number(a.number) - Number(b.number));
	const sources = layers.map((layer) => ({ layer, ...readLayerSources(layer, context) }));
	return sources.map(({ layer, source: given, mask }) => {
		const commands = readValues(layer.slots, draft, context.problems);
		const source: LayerSource = given ?? (commands.color ? { type: 'solid' } : { type: 'none' });
		const pixels = { source, ...(mask && { mask }) };
		return {
			number: Number(layer.number),
			names: layer.names,
			...pixels,
			commands: settleLayer(commands, pixels, layer.slots, draft, context.problems),
			effects: readEffects(layer, context),
		};
	});
}

/** Reads the effects of a layer or of the composite, in ascending order. */
export function readEffects(layer: LayerDraft, { draft, problems }: LayerContext): Effect[] {
	return [...layer.effects]
		.sort(([a], [b]) => a - b)
		.map(([number, slots]) => ({ number, commands: readValues(slots, draft, problems) }));
}

function readLayerSources(
	layer: LayerDraft,
	context: LayerContext,
): { source: LayerSource | undefined; mask: MaskSource | undefined } {
	const assignment = layer.slots.source;
	const named = assignment
		? readSource(assignment, context)
		: layer.number === 0
			? pathSource(context)
			: undefined;
	const source = standIn(named, context) ?? named;
	if (source?.type === 'image') includeRecord(source.object, layer, assignment, context);
	const maskAssignment = layer.slots.get('mask');
	const mask = maskAssignment && readImage(maskAssignment, context);
	if (mask?.type === 'image' && maskAssignment) checkMask(mask.object, source, maskAssignment, context);
	return { source, mask };
}

/** Layer 0 shows the path object, unless that is a template or another one is used. */
function pathSource({ object, templated }: LayerContext): LayerSource | undefined {
	if (!object || templated) return undefined;
	const { record } = object;
	return record?.Modifier && !record.Path ? undefined : { type: 'image', object };
}

/** Adds what the record of a layer's image says: anchor, `Modifier`, and of layer 0 `PostModifier`. */
function includeRecord(
	object: ImageObject,
	layer: LayerDraft,
	assignment: Assignment | undefined,
	context: LayerContext,
): void {
	const { record, rootId } = object;
	if (!record) return;
	// the record of the path has been read with the request, unless it was kept for the template
	const isIncluded = record === context.object?.record && !(assignment && context.templated);
	if (record.Modifier && !isIncluded) {
		const modifiers = recordModifiers(record.Modifier, rootId, context);
		if (assignment && modifiers.some(namesSource)) {
			const message =
				'A record that has src= or mask= itself cannot be the image of a layer; nest it with is(...).';
			context.problems.error('not-permitted', message, assignment.modifier);
		}
		include(
			modifiers.filter((modifier) => !namesSource(modifier)),
			layer,
			false,
			context,
		);
	}
	if (record.PostModifier && layer.number === 0 && record !== context.object?.record) {
		include(recordModifiers(record.PostModifier, rootId, context), layer, true, context);
	}
	if (record.Anchor)
		include([{ text: `anchor=${record.Anchor}`, position: undefined }], layer, false, context);
}

function include(
	modifiers: readonly Modifier[],
	layer: LayerDraft,
	override: boolean,
	context: LayerContext,
): void {
	const variables = context.variables.withDefaults(definedVariables(modifiers));
	sortCommands({ modifiers, variables, override, isQuery: false, layer }, context);
}

/** Splits a `Modifier` or `PostModifier` and expands its macros, which are those of its own catalog. */
export function recordModifiers(
	text: string,
	rootId: string,
	{ lookup, budget, limits, problems }: Pick<LayerContext, 'lookup' | 'budget' | 'limits' | 'problems'>,
): Modifier[] {
	const { catalogs } = lookup;
	const modifier = { text, position: undefined };
	if (!budget.spend(text.length)) {
		problems.error('too-large', 'A record was left out: the expansion grows too large.', modifier);
		return [];
	}
	const modifiers = splitModifiers(text, undefined);
	return expandMacros(modifiers, { catalogs, catalog: rootId, budget, depth: limits.nesting, problems });
}

function namesSource(modifier: Modifier): boolean {
	const content = readModifier(modifier);
	return content.type === 'command' && /^(?:src|mask)$/i.test(content.name);
}

function checkMask(
	mask: ImageObject,
	source: LayerSource | undefined,
	{ modifier, segment }: Assignment,
	{ problems, draft }: { problems: LayerContext['problems']; draft: Draft },
): void {
	if (source?.type !== 'image' || !mask.record || !source.object.record) return;
	if (mask.rootId === source.object.rootId) return;
	problems.error('not-permitted', 'src= and mask= of a layer must name the same catalog.', modifier);
	keepLeftover(draft, modifier, segment);
}
