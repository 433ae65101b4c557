import { Badge } from '../../parts/badge.js';
import { PictureView } from '../../parts/picture.js';
import { KIND_WORDS } from '../../parts/words.js';
import type { DrawnPlan } from '../../pictures/draw-substitute.js';
import type { Explanation } from '../../rules/explain-failure.js';

/** What the page would get. */
export function Answer({ drawn: { shown }, explanation }: { drawn: DrawnPlan; explanation: Explanation }) {
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
