import type { FailureReason } from '../../messages.js';
import type { Inspected } from '../data/use-inspected.js';
import { Badge, type Tone } from '../parts/badge.js';
import { Empty } from '../parts/empty.js';
import { timeOfDay } from '../parts/words.js';

/** How each image server of the manifest fares. */
export function Servers({ inspected }: { inspected: Inspected }) {
	const { current, rules, servers, failures } = inspected;
	const prefixes = current?.status.servers ?? [];
	return (
		<section aria-labelledby="view-title">
			<div class="view-head">
				<div>
					<h2 id="view-title">Servers</h2>
					<p class="lead">The image servers of the manifest, as the worker knows them now.</p>
				</div>
				<div class="tools">
					<button type="button" onClick={() => void inspected.refresh()}>
						Refresh
					</button>
				</div>
			</div>
			{prefixes.length === 0 && (
				<Empty title="No image server is watched">
					<p>
						Name one in the manifest: <code>{'"servers": [{ "origin": "https://images.example.com" }]'}</code>
					</p>
				</Empty>
			)}
			{current && (
				<p class="quiet totals">Failures since the worker started: {totalsOf(current.status.failures)}</p>
			)}
			<ul class="cards">
				{prefixes.map((prefix) => {
					const { origin } = new URL(prefix);
					const settings = rules?.settings.servers.find(
						(server) => prefix === `${server.origin}${server.root}/`,
					);
					const own = failures.filter(({ url }) => url.startsWith(prefix));
					return (
						<li class="card" key={prefix}>
							<h3>{prefix}</h3>
							<ServerState {...stateOf(inspected, origin)} />
							<dl class="facts">
								<dt>CORS</dt>
								<dd>{corsOf(servers.get(origin)?.corsDeniedUntil, settings?.cors)}</dd>
								<dt>Timeout</dt>
								<dd>{settings ? `${settings.timeoutMs / 1000} s` : 'unknown'}</dd>
								<dt>Cookies</dt>
								<dd>{settings?.credentials === 'include' ? 'sent' : 'not sent'}</dd>
								{(settings?.mirrors ?? []).length > 0 && (
									<>
										<dt>Mirrors</dt>
										<dd>{settings?.mirrors?.map((mirror) => `${mirror.origin}${mirror.root}`).join(', ')}</dd>
									</>
								)}
								<dt>Failures in the list</dt>
								<dd>{countsOf(own.map(({ reason }) => reason))}</dd>
							</dl>
						</li>
					);
				})}
			</ul>
		</section>
	);
}

interface State {
	readonly tone: Tone;
	readonly word: string;
	readonly detail: string;
}

function ServerState({ tone, word, detail }: State) {
	return (
		<p class="state">
			<Badge tone={tone}>{word}</Badge> {detail}
		</p>
	);
}

/** The worker asks a server that does not answer again only after a pause. */
function stateOf({ current, servers }: Inspected, origin: string): State {
	const unreachable = current?.status.unreachable.find((server) => server.origin === origin);
	if (unreachable === undefined) {
		return { tone: 'good', word: 'in service', detail: 'Images are asked for as usual.' };
	}
	if (unreachable.until <= Date.now()) {
		return { tone: 'warn', word: 'to be tried', detail: 'It did not answer; the next image tries it again.' };
	}
	const reason = servers.get(origin)?.broken?.reason ?? 'network';
	const when = timeOfDay(unreachable.until);
	return {
		tone: 'bad',
		word: 'unreachable',
		detail: `No answer (${reason}). Substitutes are shown at once; the next image after ${when} tries it.`,
	};
}

function corsOf(deniedUntil: number | undefined, setting: string | undefined): string {
	if (deniedUntil === undefined || deniedUntil <= Date.now()) {
		return setting === undefined ? 'unknown' : `${setting}; the server has not refused it`;
	}
	return `no CORS headers; statuses cannot be read. Tried again at ${timeOfDay(deniedUntil)}`;
}

/** `3 missing, 1 timeout` */
function countsOf(reasons: readonly FailureReason[]): string {
	const counts = new Map<FailureReason, number>();
	for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
	return [...counts].map(([reason, count]) => `${count} ${reason}`).join(', ') || 'none';
}

function totalsOf(failures: Readonly<Partial<Record<FailureReason, number>>>): string {
	const counts = Object.entries(failures).map(([reason, count]) => `${count} ${reason}`);
	return counts.join(', ') || 'none';
}
