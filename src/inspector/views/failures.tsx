import { useRef, useState } from 'preact/hooks';
import type { Rules } from '../../catalog/store/rules.js';
import { type FailureRow, filterFailures } from '../data/failure-list.js';
import type { Inspected } from '../data/use-inspected.js';
import { Badge } from '../parts/badge.js';
import { Empty } from '../parts/empty.js';
import { PictureView } from '../parts/picture.js';
import { useAsync } from '../parts/use-async.js';
import { useVisible } from '../parts/use-visible.js';
import { KIND_TONES, KIND_WORDS, timeOf, urlParts } from '../parts/words.js';
import { askForSources } from '../pictures/ask-for-sources.js';
import { drawPlan } from '../pictures/draw-substitute.js';
import { explainFailure } from '../rules/explain-failure.js';
import { simulateLink } from './addresses.js';

/** Every image that failed, as it happens, with what was shown instead and why. */
export function Failures({ inspected }: { inspected: Inspected }) {
	const { failures, rules, current } = inspected;
	const [filter, setFilter] = useState('');
	const shown = filterFailures(failures, filter);
	return (
		<section aria-labelledby="view-title">
			<div class="view-head">
				<div>
					<h2 id="view-title">Failures</h2>
					<p class="lead">
						Images of all open pages that did not arrive, newest first. Those before this page was opened are
						from the worker's memory.
					</p>
				</div>
				<div class="tools">
					<label class="field grow">
						<span>Filter</span>
						<input
							type="search"
							value={filter}
							placeholder="e.g. mug missing"
							onInput={({ currentTarget }) => setFilter(currentTarget.value)}
						/>
					</label>
					<button type="button" onClick={inspected.clearFailures} disabled={failures.length === 0}>
						Clear list
					</button>
				</div>
			</div>
			<p class="visually-hidden" role="status">
				{shown.length} of {failures.length} failures shown
			</p>
			{failures.length === 0 && (
				<Empty title="Every image arrived">
					<p>
						Open a page of the shop in another tab. An image that fails there appears here at once, with what
						the rules put in its place.
					</p>
					<p>
						No failure at hand? <a href="#simulate">Simulate one</a>.
					</p>
				</Empty>
			)}
			{failures.length > 0 && shown.length === 0 && (
				<Empty title="Nothing fits the filter">
					<button type="button" onClick={() => setFilter('')}>
						Show all {failures.length}
					</button>
				</Empty>
			)}
			{shown.length > 0 && (
				<ul class="failures">
					{shown.map((row) => (
						<Failure
							key={`${current?.registration.scope} ${row.url} ${row.reason} ${row.status} ${row.kind}`}
							row={row}
							rules={rules}
						/>
					))}
				</ul>
			)}
		</section>
	);
}

/** Longest side of a thumbnail's picture, in pixels: twice what is shown, for dense displays. */
const THUMBNAIL = 144;

function Failure({ row, rules }: { row: FailureRow; rules: Rules | undefined }) {
	const { url, kind, reason, status, serverText, count, observed, time } = row;
	const element = useRef<HTMLLIElement>(null);
	const isVisible = useVisible(element);
	const work = async () => {
		if (rules === undefined) return undefined;
		const explanation = await explainFailure({ reason, status, serverText }, url, rules, {
			languages: navigator.languages,
			// the worker has found out already that no image is missing, where it has replaced the whole
			...(kind === 'layer-default' && { askForSources }),
		});
		const drawn =
			kind === 'none' ? undefined : await drawPlan(explanation, { only: kind, maxSide: THUMBNAIL });
		return { explanation, drawn };
	};
	const { value } = useAsync(isVisible && rules ? work : undefined, [isVisible, rules, url, reason, status]);
	const step = value?.explanation.steps.find(({ substitute }) => substitute.kind === kind);
	const picture = value?.drawn?.shown?.picture;
	const { object, query } = urlParts(url);
	const shows = row.object ?? (step && 'object' in step.substitute ? step.substitute.object : undefined);
	return (
		<li ref={element} class="failure">
			<div class="thumbnail">
				{picture?.type.startsWith('image/') && (
					<PictureView blob={picture.blob} alt={`Substitute of ${object}`} />
				)}
			</div>
			<div class="what">
				<h3>
					<a href={simulateLink(url, reason, status)} title="Simulate this failure">
						{object}
					</a>
				</h3>
				<p class="address">
					{new URL(url).host}
					{query && <> · {query}</>}
				</p>
			</div>
			<p class="why">
				<Badge tone="bad">{reason}</Badge>
				<span class="status">{status === 0 ? 'no status' : status}</span>
			</p>
			<div class="shown">
				<p>
					<Badge tone={KIND_TONES[kind]}>{KIND_WORDS[kind]}</Badge>
					{shows && <code>{shows}</code>}
				</p>
				<p class="decided">
					{observed && 'Only observed: nothing was replaced. '}
					{step?.decidedBy ?? (value && kind === 'none' && `No substitute, by ${value.explanation.order}`)}
					{value?.explanation.trace.refused && `; ${value.explanation.trace.refused}`}
				</p>
				{row.notes?.map((note) => (
					<p class="decided" key={note}>
						{note}
					</p>
				))}
			</div>
			<p class="when">
				<time dateTime={new Date(time).toISOString()}>{timeOf(time)}</time>
				{count > 1 && <span class="count">{count} times</span>}
			</p>
		</li>
	);
}
