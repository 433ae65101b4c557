import { useState } from 'preact/hooks';
import type { Destination } from '../../fallback/policy.js';
import type { FailureReason } from '../../messages.js';
import type { Inspected } from '../data/use-inspected.js';
import { Badge } from '../parts/badge.js';
import { Empty } from '../parts/empty.js';
import { PictureView } from '../parts/picture.js';
import { useAsync } from '../parts/use-async.js';
import { KIND_TONES, KIND_WORDS, REASON_WORDS, USUAL_STATUS } from '../parts/words.js';
import { askForSources } from '../pictures/ask-for-sources.js';
import { type DrawnPlan, drawPlan } from '../pictures/draw-substitute.js';
import { type Explanation, explainFailure } from '../rules/explain-failure.js';
import type { SourceVerdict } from '../rules/source-verdicts.js';
import { isReason } from './addresses.js';

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
	const { book, failures, current } = inspected;
	const asked = query.get('reason');
	const sample =
		failures[0]?.url ??
		`${current?.status.servers[0] ?? 'https://images.example.com/is/image/'}Acme/mug?wid=400`;
	const [url, setUrl] = useState(query.get('url') ?? sample);
	const [reason, setReason] = useState<FailureReason>(isReason(asked) ? asked : 'missing');
	const [destination, setDestination] = useState<Destination>('image');
	const [status, setStatus] = useState(Number(query.get('status') ?? USUAL_STATUS[reason]));
	const work = async () => {
		if (book === undefined) return undefined;
		if (!URL.canParse(url))
			throw new Error('A whole URL is needed, e.g. https://images.example.com/is/image/Acme/mug');
		const failure = { reason, status, serverText: '' };
		const explanation = await explainFailure(failure, url, book, {
			...{ destination, languages: navigator.languages, askForSources },
		});
		return { explanation, drawn: await drawPlan(explanation), isOurs: book.serverOf(url) !== undefined };
	};
	const { value, error, isBusy } = useAsync(book && work, [book, url, reason, status, destination], 250);
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
			{book === undefined && (
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

function Answer({ drawn: { shown }, explanation }: { drawn: DrawnPlan; explanation: Explanation }) {
	return (
		<section class="card" aria-labelledby="answer-title">
			<h3 id="answer-title">The answer</h3>
			{shown === undefined ? (
				<p>
					<Badge tone="bad">let through</Badge> The page gets what it would have got without the layer.
				</p>
			) : (
				<>
					{shown.picture.type.startsWith('image/') ? (
						<PictureView
							blob={shown.picture.blob}
							alt={`The ${KIND_WORDS[shown.step.substitute.kind]}`}
							isLarge
						/>
					) : (
						<p>Text, not a picture: the request asks for data.</p>
					)}
					<dl class="facts mono">
						<dt>Status</dt>
						<dd>{shown.status}</dd>
						{shown.headers.map(([name, text]) => (
							<Header key={name} name={name} text={text} />
						))}
					</dl>
					{shown.picture.notes.map((note) => (
						<p class="quiet" key={note}>
							{note}
						</p>
					))}
				</>
			)}
			<p class="quiet">
				In words: {explanation.plan.text.title}. {explanation.plan.text.message}
			</p>
		</section>
	);
}

function Header({ name, text }: { name: string; text: string }) {
	return (
		<>
			<dt>{name}</dt>
			<dd>{text}</dd>
		</>
	);
}

function Reasons({
	explanation: { steps, trace, order, sources, request, plan },
	drawn,
	isOurs,
}: {
	explanation: Explanation;
	drawn: DrawnPlan;
	isOurs: boolean;
}) {
	const outcome = (step: Explanation['steps'][number]) => {
		if (step === drawn.shown?.step) return { word: 'shown', message: '' };
		const failed = drawn.failed.find((one) => one.step === step);
		return failed ? { word: 'not possible', message: failed.message } : { word: 'not needed', message: '' };
	};
	return (
		<section class="card" aria-labelledby="reasons-title">
			<h3 id="reasons-title">Why</h3>
			{!isOurs && (
				<p class="problem">No server of the manifest has this URL: in the shop it would be left alone.</p>
			)}
			<dl class="facts">
				<dt>Catalog</dt>
				<dd>{request.catalog}</dd>
				<dt>Rule set</dt>
				<dd>{ruleWords(trace)}</dd>
				<dt>Reason</dt>
				<dd>{plan.failure.reason}</dd>
				<dt>Order</dt>
				<dd>{order}</dd>
				{sources && (
					<>
						<dt>Images in it</dt>
						<dd>
							<ul class="plain">
								{[...sources].map(([name, verdict]) => (
									<li key={name}>
										<code>{name}</code>: {VERDICT_WORDS[verdict]}
									</li>
								))}
							</ul>
						</dd>
					</>
				)}
			</dl>
			{steps.length === 0 ? (
				<p class="quiet">No substitute is planned.</p>
			) : (
				<ol class="plan">
					{steps.map((step) => {
						const { word, message } = outcome(step);
						const { substitute, decidedBy } = step;
						return (
							<li key={step} class={word === 'shown' ? 'chosen' : undefined}>
								<p>
									<Badge tone={KIND_TONES[substitute.kind]}>{KIND_WORDS[substitute.kind]}</Badge>{' '}
									<span class="outcome">{word}</span>
								</p>
								<p class="decided">{decidedBy}</p>
								{'url' in substitute && <code class="request">{substitute.url}</code>}
								{message && <p class="problem">{message}</p>}
							</li>
						);
					})}
				</ol>
			)}
			{request.problems.length > 0 && (
				<>
					<h4>Wrong in the request</h4>
					<ul class="plain">
						{request.problems.map((problem) => (
							<li key={problem}>
								{problem.message} <code>{problem.piece}</code>
							</li>
						))}
					</ul>
				</>
			)}
		</section>
	);
}

const VERDICT_WORDS: Readonly<Record<SourceVerdict, string>> = {
	there: 'there',
	missing: 'missing',
	unknown: 'nobody can say; so the request is replaced as a whole',
	supposed: 'there, but taken for missing here',
};

function ruleWords({ refused, matched, total }: Explanation['trace']): string {
	if (refused !== undefined) return refused;
	if (total === 0) return 'the catalog has no rules';
	if (matched.length > 0) return `matched: ${matched.join(', ')}`;
	return total === 1 ? 'its one rule did not match' : `none of ${total} rules matched`;
}
