import { commandHint } from '../../../catalog/manifest/command-hint.js';
import { Badge } from '../../parts/badge.js';
import { KIND_TONES, KIND_WORDS } from '../../parts/words.js';
import type { DrawnPlan } from '../../pictures/draw-substitute.js';
import type { Explanation } from '../../rules/explain-failure.js';
import type { SourceVerdict } from '../../rules/source-verdicts.js';

/** Which rules led to the answer, and what became of each substitute that they name. */
export function Reasons({
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
								{problem.message + commandHint(problem)} <code>{problem.piece}</code>
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
