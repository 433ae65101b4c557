import * as v from 'valibot';
import { nearestName } from './nearest-name.js';

/**
 * The containers of the manifest schema. They keep valibot's types, which type inference and the JSON
 * Schema converter read, and differ in what a shop's developer sees: a message says what was found and
 * what is right, every unknown name is reported with the nearest valid one, an array is no object, and
 * a container stops after a few faults, so that megabytes of nonsense cost no more than a typo.
 */
export const MAX_ISSUES = 20;

type Issue = v.BaseIssue<unknown>;
type AnySchema = v.GenericSchema<unknown, unknown>;
type Config = v.Config<Issue>;
type Result = v.OutputDataset<unknown, Issue>;

/** Message for a schema whose right value is `form`. */
export function expected(form: string): (issue: { readonly input: unknown }) => string {
	return ({ input }) => `found ${found(input)}; expected ${form}`;
}

/** A value as a person would name it, short whatever its size. */
export function found(value: unknown): string {
	if (value === undefined) return 'nothing';
	if (typeof value === 'string') return JSON.stringify(shortened(value));
	if (Array.isArray(value)) return 'an array';
	return typeof value === 'object' && value !== null ? 'an object' : String(value);
}

export function shortened(value: string): string {
	return value.length > 60 ? `${value.slice(0, 57)}...` : value;
}

/** What messages say about a container. */
interface Words {
	/** names a key; default `key` */
	readonly noun?: string;
	/** a right value, as JSON */
	readonly example?: string;
}

/** An object with no other keys than those of `entries`. */
export function exactObject<const Entries extends v.ObjectEntries>(
	entries: Entries,
	{ noun = 'key', example }: Words = {},
) {
	const names = Object.keys(entries);
	const schemas = new Map(Object.entries(entries));
	const owed = names.filter((name) => schemas.get(name)?.type !== 'exact_optional');
	return withRun(v.strictObject(entries), (input, config) => {
		if (!isObject(input)) return settle(input, [unlike('an object', example, input)]);
		const issues: Issue[] = [];
		const output: Record<string, unknown> = {};
		let unknown = 0;
		for (const name of Object.keys(input)) {
			const schema = schemas.get(name);
			if (schema !== undefined) {
				output[name] = member(schema, input, name, config, issues);
			} else if (unknown++ < MAX_ISSUES) {
				issues.push(fault(input[name], unknownName(name, noun, names), [keyItem(input, name)]));
			}
		}
		for (const name of owed) {
			const schema = Object.hasOwn(input, name) ? undefined : schemas.get(name);
			if (schema?.type === 'optional') {
				output[name] = schema['~run']({ value: v.getDefault(schema) }, config).value;
			} else if (schema !== undefined) {
				const right = example === undefined ? '' : `; expected an object such as ${example}`;
				issues.push(fault(undefined, `the ${noun} \`${name}\` is missing${right}`));
			}
		}
		return settle(output, issues);
	});
}

/** Optional members of an object that are all alike, or nearly so. */
export function forEach<const Name extends string, Schema extends v.GenericSchema>(
	names: readonly Name[],
	schema: (name: Name) => Schema,
) {
	const entries = names.map((name) => [name, v.exactOptional(schema(name))]);
	return Object.fromEntries(entries) as Record<Name, v.ExactOptionalSchema<Schema, undefined>>;
}

/** An object used as a table: any key that `key` accepts, all values alike. */
export function mapOf<Value extends AnySchema>(
	key: v.GenericSchema<string, string>,
	value: Value,
	example?: string,
) {
	return withRun(v.record(key, value), (input, config) => {
		if (!isObject(input)) return settle(input, [unlike('an object', example, input)]);
		const issues: Issue[] = [];
		const output: Record<string, unknown> = {};
		for (const name of Object.keys(input)) {
			if (name === '__proto__' || name === 'constructor' || name === 'prototype') {
				const message = 'JavaScript reserves this name; expected another one';
				issues.push(fault(name, message, [keyItem(input, name)]));
				continue;
			}
			for (const issue of key['~run']({ value: name }, config).issues ?? []) {
				issues.push(below(keyItem(input, name), issue));
			}
			output[name] = member(value, input, name, config, issues);
			if (issues.length >= MAX_ISSUES) break;
		}
		return settle(output, issues);
	});
}

/** An array of at most `maxLength` items. */
export function listOf<Item extends AnySchema>(item: Item, maxLength: number, example?: string) {
	return withRun(v.array(item), (input, config) => {
		if (!Array.isArray(input)) return settle(input, [unlike('an array', example, input)]);
		if (input.length > maxLength) {
			return settle(input, [fault(input, `found ${input.length} entries; expected at most ${maxLength}`)]);
		}
		const issues: Issue[] = [];
		const output: unknown[] = [];
		// by index: a script may hand in an array with an `entries` of its own
		for (let key = 0; key < input.length; key++) {
			const value: unknown = input[key];
			const result = item['~run']({ value }, config);
			for (const issue of result.issues ?? []) {
				issues.push(below({ type: 'array', origin: 'value', input, key, value }, issue));
			}
			output.push(result.value);
			if (issues.length >= MAX_ISSUES) break;
		}
		return settle(output, issues);
	});
}

export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The schema with another way to run it; valibot's own `config()` is built alike. */
function withRun<Schema extends AnySchema>(
	schema: Schema,
	run: (input: unknown, config: Config) => Result,
): Schema {
	return { ...schema, '~run': (dataset: v.UnknownDataset, config: Config) => run(dataset.value, config) };
}

/** Runs `schema` on a member of `input`; the member's issues join `issues`, its path put before theirs. */
function member(
	schema: AnySchema,
	input: Record<string, unknown>,
	name: string,
	config: Config,
	issues: Issue[],
): unknown {
	const result = schema['~run']({ value: input[name] }, config);
	for (const issue of result.issues ?? []) issues.push(below(keyItem(input, name), issue));
	return result.value;
}

function below(item: v.IssuePathItem, issue: Issue): Issue {
	return { ...issue, path: [item, ...(issue.path ?? [])] };
}

function keyItem(input: Record<string, unknown>, key: string): v.IssuePathItem {
	return { type: 'object', origin: 'value', input, key, value: input[key] };
}

function fault(input: unknown, message: string, path?: [v.IssuePathItem]): Issue {
	return { kind: 'schema', type: 'manifest', input, expected: null, received: '', message, path };
}

function unlike(form: string, example: string | undefined, input: unknown): Issue {
	const right = example === undefined ? form : `${form} such as ${example}`;
	return fault(input, expected(right)({ input }));
}

function settle(value: unknown, [first, ...rest]: Issue[]): Result {
	return first === undefined ? { typed: true, value } : { typed: false, value, issues: [first, ...rest] };
}

function unknownName(name: string, noun: string, names: readonly string[]): string {
	const nearest = nearestName(name, names);
	if (nearest !== undefined) return `unknown ${noun}; did you mean \`${nearest}\`?`;
	return names.length > 20 ? `unknown ${noun}` : `unknown ${noun}; there are ${names.join(', ')}`;
}
