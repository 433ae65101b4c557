import * as v from 'valibot';
import type { SubstituteKind } from '../../messages.js';
import { REASONS } from './policy-schema.js';
import { MAX_ENTRIES, MAX_OBJECT, MAX_URL } from './report-bounds.js';

/**
 * What the worker sends to the manifest's `report.url`, defined once: its type and the published JSON Schema come
 * from here. Nothing in it says who the shopper is.
 */

const KINDS = [
	'default-image',
	'layer-default',
	'error-image',
	'last-good',
	'properties',
	'none',
] as const satisfies readonly (SubstituteKind | 'none')[];

const count = (least: number) => v.pipe(v.number(), v.integer(), v.minValue(least));

const text = (maxLength: number) => v.pipe(v.string(), v.maxLength(maxLength));

const time = v.pipe(count(0), v.description('milliseconds since the epoch'));

const entry = v.strictObject({
	url: v.pipe(
		text(MAX_URL),
		v.description(`of the image, without user name, password and fragment; cut after ${MAX_URL} characters`),
	),
	reason: v.pipe(v.picklist(REASONS), v.description('what was wrong, the last time')),
	status: v.pipe(
		v.number(),
		v.integer(),
		v.minValue(0),
		v.maxValue(999),
		v.description("the image server's status, 0 if there was none"),
	),
	kind: v.pipe(
		v.picklist(KINDS),
		v.description('what was shown instead; none: the failure went through to the page'),
	),
	object: v.exactOptional(
		v.pipe(text(MAX_OBJECT), v.description('the object that was shown, e.g. Acme/no-image')),
	),
	observed: v.exactOptional(
		v.pipe(
			v.literal(true),
			v.description('mode observe: nothing was replaced, kind is what would have been shown'),
		),
	),
	count: v.pipe(count(1), v.description('how often this URL failed while the report was collected')),
	first: time,
	last: time,
});

export const reportSchema = v.strictObject({
	format: v.pipe(v.literal(1), v.description('version of this format')),
	worker: v.pipe(text(50), v.description('version of image-understudy')),
	manifest: v.exactOptional(v.pipe(v.string(), v.description("the manifest's own version"))),
	sample: v.pipe(
		v.number(),
		v.minValue(0),
		v.maxValue(1),
		v.description('which part of all reports is sent: divide the counts by it'),
	),
	dropped: v.pipe(count(0), v.description('failures that had no room in this report')),
	entries: v.pipe(
		v.array(entry),
		v.minLength(1),
		v.maxLength(MAX_ENTRIES),
		v.description('one for each URL'),
	),
});

/** The body of a report. */
export type FailureReport = v.InferOutput<typeof reportSchema>;
export type ReportedFailure = FailureReport['entries'][number];
