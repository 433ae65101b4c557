import { useEffect, useState } from 'preact/hooks';
import { type Inspected, useInspected } from './data/use-inspected.js';
import { Badge, type Tone } from './parts/badge.js';
import { Empty } from './parts/empty.js';
import { FIRST_DRAFT } from './playground/draft.js';
import { type Place, placeOf, VIEWS, type ViewName } from './views/addresses.js';
import { Catalogs } from './views/catalogs.js';
import { Failures } from './views/failures.js';
import { Playground, type PlaygroundProps } from './views/playground.js';
import { Servers } from './views/servers.js';
import { Simulate } from './views/simulate.js';
import { Storage } from './views/storage.js';

const TITLES: Readonly<Record<ViewName, string>> = {
	failures: 'Failures',
	servers: 'Servers',
	catalogs: 'Catalogs',
	simulate: 'Simulate',
	playground: 'Playground',
	storage: 'Storage',
};

/** The whole page: which worker, which view. */
export function App() {
	const inspected = useInspected();
	const [place, setPlace] = useState(() => placeOf(location.hash));
	const [draft, setDraft] = useState(FIRST_DRAFT);
	useEffect(() => {
		const follow = () => setPlace(placeOf(location.hash));
		addEventListener('hashchange', follow);
		return () => removeEventListener('hashchange', follow);
	}, []);
	useEffect(() => {
		document.title = `${TITLES[place.view]} · image-understudy`;
	}, [place.view]);

	return (
		<>
			<button type="button" class="skip" onClick={() => document.getElementById('main')?.focus()}>
				Skip to content
			</button>
			<Header inspected={inspected} />
			<nav aria-label="Views">
				<ul>
					{VIEWS.map((view) => (
						<li key={view}>
							<a href={`#${view}`} aria-current={view === place.view ? 'page' : undefined}>
								{TITLES[view]}
								{view === 'failures' && inspected.failures.length > 0 && (
									<span class="count">{inspected.failures.length}</span>
								)}
							</a>
						</li>
					))}
				</ul>
			</nav>
			<main id="main" tabIndex={-1}>
				<Errors inspected={inspected} />
				<View place={place} inspected={inspected} draft={draft} onDraft={setDraft} />
			</main>
		</>
	);
}

function Header({ inspected: { current, workers, choose } }: { inspected: Inspected }) {
	return (
		<header>
			<h1>
				<Mark />
				<span>
					image-understudy <b>Inspector</b>
				</span>
			</h1>
			{current && (
				<div class="worker">
					{workers.length > 1 && (
						<label class="field inline">
							<span>Scope</span>
							<select
								value={current.registration.scope}
								onChange={({ currentTarget }) => choose(currentTarget.value)}
							>
								{workers.map(({ registration: { scope } }) => (
									<option key={scope} value={scope}>
										{new URL(scope).pathname}
									</option>
								))}
							</select>
						</label>
					)}
					<Badge tone={MODE_TONES[current.status.mode]}>{MODE_WORDS[current.status.mode]}</Badge>
					{current.status.manifest && (
						<span>Rules {current.status.manifest.version ?? 'without a version'}</span>
					)}
					<span>
						{current.status.substitutions} {current.status.substitutions === 1 ? 'substitute' : 'substitutes'}{' '}
						since it started
					</span>
				</div>
			)}
		</header>
	);
}

type Mode = NonNullable<Inspected['current']>['status']['mode'];

const MODE_TONES: Readonly<Record<Mode, Tone>> = { on: 'good', observe: 'warn', off: 'quiet' };
const MODE_WORDS: Readonly<Record<Mode, string>> = { on: 'on', observe: 'observing only', off: 'off' };

function Mark() {
	return (
		<svg viewBox="0 0 16 16" aria-hidden="true">
			<rect width="16" height="16" rx="4" class="stage" />
			<path d="M2 2h12v2c-2 0-3 3-3 7H9c0-4-.5-6-1-7-.5 1-1 3-1 7H5C5 7 4 4 2 4Z" class="curtain" />
		</svg>
	);
}

/** What the worker complained about since this page was opened. */
function Errors({ inspected: { errors } }: { inspected: Inspected }) {
	if (errors.length === 0) return null;
	return (
		<details class="errors" open>
			<summary>
				{errors.length} {errors.length === 1 ? 'problem' : 'problems'} reported by the worker
			</summary>
			<ul class="plain">
				{errors.map((error) => (
					<li key={error}>
						<Badge tone="bad">{error.code}</Badge> {error.path && <code>{error.path}</code>} {error.message}
					</li>
				))}
			</ul>
		</details>
	);
}

function View({ place: { view, query }, ...rest }: PlaygroundProps & { place: Place }) {
	const { inspected } = rest;
	if (view === 'playground') return <Playground {...rest} />;
	if (!inspected.isReady) return <p class="quiet">Looking for the worker…</p>;
	if (inspected.current === undefined) return <NoWorker />;
	switch (view) {
		case 'failures':
			return <Failures inspected={inspected} />;
		case 'servers':
			return <Servers inspected={inspected} />;
		case 'catalogs':
			return <Catalogs inspected={inspected} />;
		case 'simulate':
			return <Simulate key={query.toString()} inspected={inspected} query={query} />;
		case 'storage':
			return <Storage inspected={inspected} />;
	}
}

function NoWorker() {
	return (
		<Empty level="h2" title="No worker on this site yet">
			<p>
				Open a page of the shop that calls <code>register()</code>, in this browser and on this origin, then
				come back: this page finds the worker by itself.
			</p>
			<p>
				Templates can be drawn without one, in the <a href="#playground">playground</a>.
			</p>
		</Empty>
	);
}
