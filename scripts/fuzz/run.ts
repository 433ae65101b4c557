/**
 * Gives random input to all that reads what strangers wrote, until the time is over or something is found:
 * an exception, more than `LIMIT_MS` of work for one input, or memory that is not given back.
 * Started by scripts/fuzz.mjs, which also notices inputs that are never answered.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { type Target, targets } from './targets.js';

/** Of work that it may take to read one input once; most take less than one. */
const LIMIT_MS = 50;
/** Inputs of a target before it is the next one's turn. */
const ROUND = 200;
/** Bytes by which the memory in use may grow over a whole run. */
const GROWTH = 100_000_000;

const [seconds = '60', folder = ''] = process.argv.slice(2);
/** where it stands what is being answered right now */
const current = join(folder, 'current.txt');
const end = Date.now() + 1000 * Number(seconds);

/** Also what is in no JSON: lone surrogates, `__proto__` as a key. */
const show = (input: unknown) => inspect(input, { depth: 20, maxStringLength: null, maxArrayLength: null });

async function work(answer: () => void | Promise<void>): Promise<number> {
	const before = process.cpuUsage();
	await answer();
	const { user, system } = process.cpuUsage(before);
	return (user + system) / 1000;
}

/** The least of several attempts: the first may have waited for the compiler, or cleaned up after others. */
async function check({ name, readings, answer }: Target, input: unknown): Promise<void> {
	const limitMs = readings * LIMIT_MS;
	writeFileSync(current, `${name}: ${show(input)}`);
	let least = Number.POSITIVE_INFINITY;
	for (let attempt = 0; attempt < 8 && least > limitMs; attempt++) {
		least = Math.min(least, await work(() => answer(input)));
	}
	if (least > limitMs) throw new Error(`took ${Math.round(least)} ms of work; expected at most ${limitMs}`);
}

/** @returns the finding, told so that it can be repeated */
async function round(target: Target): Promise<string | undefined> {
	const property = fc.asyncProperty(target.inputs, (input) => check(target, input));
	const details = await fc.check(property, { seed: Math.trunc(Math.random() * 2 ** 31), numRuns: ROUND });
	if (!details.failed) return undefined;
	const { seed, counterexamplePath, counterexample, errorInstance } = details;
	const again = `{ seed: ${seed}, path: ${JSON.stringify(counterexamplePath)} }`;
	return `${target.name} ${again}: ${inspect(errorInstance)}\n${show(counterexample?.[0])}`;
}

function memory(): number {
	globalThis.gc?.();
	return process.memoryUsage().heapUsed;
}

const counts = new Map<string, number>();
const findings: string[] = [];
let atStart = Number.POSITIVE_INFINITY;
for (let turn = 0; Date.now() < end && findings.length === 0; turn++) {
	for (const target of targets) {
		const finding = await round(target);
		if (finding !== undefined) findings.push(finding);
		counts.set(target.name, (counts.get(target.name) ?? 0) + ROUND);
	}
	// caches are filled in the first turns
	if (turn === 4) atStart = memory();
}
const growth = memory() - atStart;
if (growth > GROWTH) findings.push(`${Math.round(growth / 1e6)} MB of memory are not given back`);
for (const [name, count] of counts) console.log(`${name}: ${count} inputs`);
for (const finding of findings) console.error(`\n${finding}`);
process.exitCode = findings.length > 0 ? 1 : 0;
