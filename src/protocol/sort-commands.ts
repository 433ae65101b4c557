import { commandRecord, findCommand, type Spelling, spelled } from './commands.js';
import { type Assignment, type Draft, keepLeftover, type Slots } from './draft.js';
import { decodeValue } from './encoding.js';
import { readModifier } from './modifier.js';
import { isLost, openEffect, openingOf, openLayer, type Scope } from './open-segment.js';
import { quote } from './problem-list.js';
import type { ModifierGroup, SortContext } from './sort-context.js';

/** Puts every command of a group into the slot of the layer that it acts on (`c-specifying-layers.md`). */
export function sortCommands(group: ModifierGroup, context: SortContext): void {
	// at layer 0, what a record says at comp level goes where it always goes
	const isOther = group.layer !== undefined && group.layer.number !== 0;
	const base: Scope = { layer: isOther ? group.layer : context.draft.composite, segment: '' };
	let scope = base;
	for (const modifier of group.modifiers) {
		const content = readModifier(modifier);
		if (content.type === 'variable') continue;
		if (modifier.unclosed) {
			const message = 'The delimiters do not pair: every ( and { needs its ) or }.';
			context.problems.error('invalid-value', message, modifier);
			// it swallows what follows, so it can only be written at the very end, with its own segment
			const segment = scope.segment === '' || isLost(scope) ? 'layer=comp' : openingOf(scope.segment);
			const text = `${segment}&${modifier.text}`;
			if (group.isQuery) context.draft.leftovers.push({ segment: 'unclosed', text });
			continue;
		}
		const spelling = content.type === 'command' ? findCommand(content.name) : undefined;
		if (!spelling || content.type !== 'command') {
			if (content.type === 'command') {
				context.problems.warn('unknown-command', `There is no command ${quote(content.name)}.`, modifier);
			}
			keepLeftover(context.draft, modifier, group.isQuery ? scope.segment : undefined);
			continue;
		}
		if (spelling.name === 'layer') {
			scope = openLayer(decodeValue(content.value), base, modifier, group, context);
			keepLost(scope, group, context);
		} else if (spelling.name === 'effect') {
			const isInLostLayer = scope.layer === 'lost';
			scope = openEffect(decodeValue(content.value), scope, modifier, context);
			if (isInLostLayer) keepLeftover(context.draft, modifier, group.isQuery ? scope.segment : undefined);
			else keepLost(scope, group, context);
		} else {
			const { value, valueStart } = content;
			const segment = group.isQuery ? scope.segment : undefined;
			const assignment = { spelling, value, valueStart, modifier, variables: group.variables, segment };
			assign(assignment, scope, group, context);
		}
	}
}

/** A segment that addresses no layer is kept with all that is in it. */
function keepLost(scope: Scope, group: ModifierGroup, { draft }: SortContext): void {
	const { segment } = scope;
	if (isLost(scope) && group.isQuery) draft.leftovers.push({ segment, text: openingOf(segment) });
}

function assign(assignment: Assignment, scope: Scope, group: ModifierGroup, context: SortContext): void {
	const { draft, problems } = context;
	const { spelling, modifier, segment } = assignment;
	const refusal = refuse(spelling, scope, group, context);
	if (refusal) {
		if (refusal.error) problems.error('not-permitted', refusal.message, modifier);
		else if (refusal.message !== '') problems.warn('not-permitted', refusal.message, modifier);
		keepLeftover(draft, modifier, segment);
		return;
	}
	const slots = slotsFor(spelling, scope, draft);
	// commands are written where they act, so what is left of them is kept there too
	const actsIn = slots === draft.request ? '' : slots === draft.layers.get(0)?.slots ? 'layer=0' : segment;
	slots.set({ ...assignment, segment: segment === undefined ? undefined : actsIn }, group.override);
}

/** Why a command does not count where it stands; undefined: it does. An empty message: that has been said. */
function refuse(
	spelling: Spelling,
	scope: Scope,
	group: ModifierGroup,
	context: SortContext,
): { readonly message: string; readonly error?: true } | undefined {
	const record = commandRecord(spelling.name);
	const ignored = (where: string) => ({ message: `${spelled(spelling)}= is ignored ${where}.` });
	if (context.nested && record.nested === 'ignored') return ignored('within a nested request');
	if (record.scope !== 'layer') {
		if (group.layer && group.layer.number !== 0) return ignored('in the record of a layer');
		const misplaced = spelling.name === 'template' && !group.isQuery;
		return misplaced ? { message: 'template= may not stand in a record.', error: true } : undefined;
	}
	if (scope.layer === 'lost' || scope.effect === 'lost') return { message: '' };
	if (scope.effect !== undefined) return record.effects ? undefined : ignored('in an effect layer');
	if (context.watermark || (scope.layer.number !== 'comp' && scope.layer.number !== 0)) return undefined;
	if (spelling.normalised && record.normalisedAtComp === 'error') {
		return { message: `${spelled(spelling)}= is not permitted for layer 0.`, error: true };
	}
	return record.atComp === 'ignored' ? ignored('for layer 0 and the composite') : undefined;
}

function slotsFor({ name }: Spelling, scope: Scope, draft: Draft): Slots {
	const record = commandRecord(name);
	if (record.scope !== 'layer' || scope.layer === 'lost' || scope.effect === 'lost') return draft.request;
	if (scope.effect !== undefined) return scope.layer.effect(scope.effect);
	const handedDown = record.atComp === 'layer0' || record.atComp === 'ignored';
	return scope.layer.number === 'comp' && handedDown ? draft.layer(0).slots : scope.layer.slots;
}
