import { useState } from 'preact/hooks';
import { serverOf } from '../../catalog/manifest/server-of.js';
import type { Destination } from '../../fallback/policy.js';
import type { FailureReason } from '../../messages.js';
import type { Inspected } from '../data/use-inspected.js';
import { Empty } from '../parts/empty.js';
import { useAsync } from '../parts/use-async.js';
import { REASON_WORDS, USUAL_STATUS } from '../parts/words.js';
import { askForSources } from '../pictures/ask-for-sources.js';
import { drawPlan } from '../pictures/draw-substitute.js';
import { explainFailure } from '../rules/explain-failure.js';
import { isReason } from './addresses.js';
import { Answer } from './simulate/answer.js';
import { Reasons } from './simulate/reasons.js';

const DESTINATIONS: Readonly<Record<Destination, string>> = {
	image: 'an element',
	fetch: 'fetch() of a script',
	script: 'a JSONP script',
};

function isDestination(text: string): text is Destination {
	return Object.hasOwn(DESTINATIONS, text);
}

const REASONS = Object.keys(REASON_WORDS).filter(isReason);

/** What the rules would make of a failure, without asking the server and without touching a page. */
export function Simulate({ inspected, query }: { inspected: Inspected; query: URLSearchParams }) {
	const { rules, failures, current } = inspected;
	const asked = query.get('reason');
	const sample =
		failures[0]?.url ??
		`${current?.status.servers[0] ?? 'https://images.example.com/is/image/'}Acme/mug?wid=400`;
	const [url, setUrl] = useState(query.get('url') ?? sample);
	const [reason, setReason] = useState<FailureReason>(isReason(asked) ? asked : 'missing');
	const [destination, setDestination] = useState<Destination>('image');
	const [status, setStatus] = useState(Number(query.get('status') ?? USUAL_STATUS[reason]));
	const work = async () => {
		if (rules === undefined) return undefined;
		if (!URL.canParse(url))
			throw new Error('A whole URL is needed, e.g. https://images.example.com/is/image/Acme/mug');
		const failure = { reason, status, serverText: '' };
		const explanation = await explainFailure(failure, url, rules, {
			...{ destination, languages: navigator.languages, askForSources },
		});
		return {
			explanation,
			drawn: await drawPlan(explanation),
			isOurs: serverOf(url, rules.settings.servers) !== undefined,
		};
	};
	const { value, error, isBusy } = useAsync(rules && work, [rules, url, reason, status, destination], 250);
	return (
		<section aria-labelledby="view-title">
			<div class="view-head">
				<div>
					<h2 id="view-title">Simulate</h2>
					<p class="lead">
						What an image would be answered with if it failed so. It is worked out in this page; no page of
						the shop is touched.
					</p>
				</div>
			</div>
			<form class="form" onSubmit={(event) => event.preventDefault()}>
				<label class="field wide">
					<span>URL of the image</span>
					<input
						type="url"
						value={url}
						list="failed-urls"
						spellcheck={false}
						onInput={({ currentTarget }) => setUrl(currentTarget.value)}
					/>
				</label>
				<datalist id="failed-urls">
					{failures.slice(0, 20).map((row) => (
						<option key={row} value={row.url} />
					))}
				</datalist>
				<label class="field">
					<span>Reason</span>
					<select
						value={reason}
						onChange={({ currentTarget: { value: chosen } }) => {
							if (!isReason(chosen)) return;
							setReason(chosen);
							setStatus(USUAL_STATUS[chosen]);
						}}
					>
						{REASONS.map((name) => (
							<option key={name} value={name}>
								{name}: {REASON_WORDS[name]}
							</option>
						))}
					</select>
				</label>
				<label class="field">
					<span>Asked for by</span>
					<select
						value={destination}
						onChange={({ currentTarget: { value: chosen } }) =>
							isDestination(chosen) && setDestination(chosen)
						}
					>
						{Object.entries(DESTINATIONS).map(([name, words]) => (
							<option key={name} value={name}>
								{words}
							</option>
						))}
					</select>
				</label>
				<label class="field">
					<span>Status, 0 for none</span>
					<input
						type="number"
						min={0}
						max={599}
						value={status}
						onInput={({ currentTarget }) => setStatus(Number(currentTarget.value))}
					/>
				</label>
			</form>
			{rules === undefined && (
				<Empty title="No rules to go by">
					<p>The worker has none installed. See Storage.</p>
				</Empty>
			)}
			{error !== undefined && (
				<p class="problem" role="alert">
					{error}
				</p>
			)}
			{value && (
				<div class="columns simulated" aria-busy={isBusy}>
					<Answer drawn={value.drawn} explanation={value.explanation} />
					<Reasons {...value} />
				</div>
			)}
		</section>
	);
}
