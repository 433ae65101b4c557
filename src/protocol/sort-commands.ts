import { COMMANDS, commandRecord, findCommand, type Spelling } from './commands.js';
import { type Assignment, type Draft, keepLeftover, type LayerDraft, type Slots } from './draft.js';
import { decodeValue } from './encoding.js';
import type { Limits } from './limits.js';
import { type Modifier, readModifier } from './modifier.js';
import { type ProblemList, quote } from './problem-list.js';
import type { Variables } from './variables.js';

/** Modifiers of one origin: the query, a `Modifier` or a `PostModifier`. */
export interface Script {
	readonly modifiers: readonly Modifier[];
	readonly variables: Variables;
	/** true: later than what is there, replaces it; false: only fills what is still empty */
	readonly override: boolean;
	/** the query itself: what comes to nothing is kept */
	readonly isQuery: boolean;
	/** the script is of the record of this layer's image: it may speak of no other */
	readonly layer?: LayerDraft;
}

/** How commands are to be sorted. */
export interface SortContext {
	readonly draft: Draft;
	readonly problems: ProblemList;
	readonly limits: Limits;
	/** within `is(...)` some commands do not count */
	readonly nested: boolean;
	/** in a watermark record `sizeN=` and `blendMode=` count at layer 0 too */
	readonly watermark: boolean;
}

/** The layer or effect whose segment is open; `lost` if the segment addresses none. */
interface Scope {
	readonly layer: LayerDraft | 'lost';
	readonly effect?: number | 'lost';
	/** how the segment is written in short; `''` for comp */
	readonly segment: string;
}

const isLost = ({ layer, effect }: Scope) => layer === 'lost' || effect === 'lost';

/** A segment as it must be written behind others. */
const openingOf = (segment: string) => (/^layer=/i.test(segment) ? segment : `layer=comp&${segment}`);

/** Puts every command of a script into the slot of the layer that it acts on (`c-specifying-layers.md`). */
export function sortCommands(script: Script, context: SortContext): void {
	// at layer 0, what a record says at comp level goes where it always goes
	const isOther = script.layer !== undefined && script.layer.number !== 0;
	const base: Scope = { layer: isOther ? script.layer : context.draft.composite, segment: '' };
	let scope = base;
	for (const modifier of script.modifiers) {
		const content = readModifier(modifier);
		if (content.type === 'variable') continue;
		if (modifier.unclosed) {
			const message = 'The delimiters do not pair: every ( and { needs its ) or }.';
			context.problems.error('invalid-value', message, modifier);
			// it swallows what follows, so it can only be written at the very end, with its own segment
			const segment = scope.segment === '' || isLost(scope) ? 'layer=comp' : openingOf(scope.segment);
			const text = `${segment}&${modifier.text}`;
			if (script.isQuery) context.draft.leftovers.push({ segment: 'unclosed', text });
			continue;
		}
		const spelling = content.type === 'command' ? findCommand(content.name) : undefined;
		if (!spelling || content.type !== 'command') {
			if (content.type === 'command') {
				context.problems.warn('unknown-command', `There is no command ${quote(content.name)}.`, modifier);
			}
			keepLeftover(context.draft, modifier, script.isQuery ? scope.segment : undefined);
			continue;
		}
		if (spelling.name === 'layer') {
			scope = openLayer(decodeValue(content.value), base, modifier, script, context);
			keepLost(scope, script, context);
		} else if (spelling.name === 'effect') {
			const isInLostLayer = scope.layer === 'lost';
			scope = openEffect(decodeValue(content.value), scope, modifier, context);
			if (isInLostLayer) keepLeftover(context.draft, modifier, script.isQuery ? scope.segment : undefined);
			else keepLost(scope, script, context);
		} else {
			const { value, valueStart } = content;
			const segment = script.isQuery ? scope.segment : undefined;
			const assignment = { spelling, value, valueStart, modifier, variables: script.variables, segment };
			assign(assignment, scope, script, context);
		}
	}
}

const ignoreWarnings = () => {};

/** A segment that addresses no layer is kept with all that is in it. */
function keepLost(scope: Scope, script: Script, { draft }: SortContext): void {
	const { segment } = scope;
	if (isLost(scope) && script.isQuery) draft.leftovers.push({ segment, text: openingOf(segment) });
}

function openLayer(
	text: string,
	base: Scope,
	modifier: Modifier,
	script: Script,
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
	if (script.layer && number === 0) {
		return script.layer.number === 0 ? { layer: script.layer, segment: 'layer=0' } : base;
	}
	// layer 0 is always there, even if nothing has been said of it yet
	const count = draft.layers.size + (draft.layers.has(0) ? 0 : 1);
	const isFull = count >= limits.layers && number !== 0;
	if (script.layer || (isFull && !draft.layers.has(number))) {
		const reason = script.layer
			? 'A record that is the image of a layer has no layers of its own.'
			: `No more than ${limits.layers} layers are read.`;
		problems.error(script.layer ? 'not-permitted' : 'too-large', reason, modifier);
		return lost;
	}
	const layer = draft.layer(number);
	if (name !== undefined && !owner) {
		draft.named.set(name, layer);
		layer.names.push(name);
	}
	return { layer, segment: `layer=${number}` };
}

function openEffect(text: string, scope: Scope, modifier: Modifier, context: SortContext): Scope {
	const { problems, limits } = context;
	const { layer } = scope;
	// in a lost layer all is lost
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

function assign(assignment: Assignment, scope: Scope, script: Script, context: SortContext): void {
	const { draft, problems } = context;
	const { spelling, modifier, segment } = assignment;
	const refusal = refuse(spelling, scope, script, context);
	if (refusal) {
		if (refusal.error) problems.error('not-permitted', refusal.message, modifier);
		else if (refusal.message !== '') problems.warn('not-permitted', refusal.message, modifier);
		keepLeftover(draft, modifier, segment);
		return;
	}
	const slots = slotsFor(spelling, scope, draft);
	// commands are written where they act, so what is left of them is kept there too
	const actsIn = slots === draft.request ? '' : slots === draft.layers.get(0)?.slots ? 'layer=0' : segment;
	slots.set({ ...assignment, segment: segment === undefined ? undefined : actsIn }, script.override);
}

/** Why a command does not count where it stands; undefined: it does. An empty message: that has been said. */
function refuse(
	spelling: Spelling,
	scope: Scope,
	script: Script,
	context: SortContext,
): { readonly message: string; readonly error?: true } | undefined {
	const record = commandRecord(spelling.name);
	const ignored = (where: string) => ({ message: `${spelled(spelling)}= is ignored ${where}.` });
	if (context.nested && record.nested === 'ignored') return ignored('within a nested request');
	if (record.scope !== 'layer') {
		if (script.layer && script.layer.number !== 0) return ignored('in the record of a layer');
		const misplaced = spelling.name === 'template' && !script.isQuery;
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

/** A command as the documentation spells it. */
export function spelled({ name, normalised }: Spelling): string {
	return normalised ? `${name}N` : name;
}
