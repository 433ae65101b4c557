import type { ManifestCatalogs } from '../manifest/manifest.js';
import type { Settings } from './settings.js';

/** Rules that the database did not take. They serve as long as the worker lives. */
export interface HeldRules {
	readonly settings: Settings;
	readonly catalogs: ManifestCatalogs;
	/** why they are not in the database */
	readonly cause: unknown;
}

const held = new Map<number, HeldRules>();
let inForce: HeldRules | undefined;

export function holdRules(rules: HeldRules): void {
	held.set(rules.settings.generation, rules);
}

export function heldRules(generation: number): HeldRules | undefined {
	return held.get(generation);
}

/** @returns undefined if those in force are not held */
export function heldSettings(): Settings | undefined {
	return inForce?.settings;
}

/** @param rules undefined: those in force are in the database from now on */
export function putInForce(rules: HeldRules | undefined): void {
	inForce = rules;
}

/** Lets go of all but those in force. */
export function dropHeldRules(): void {
	held.clear();
	if (inForce !== undefined) holdRules(inForce);
}
