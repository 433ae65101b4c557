import { useRef, useState } from 'preact/hooks';
import { storageName } from '../../catalog/store/storage-name.js';
import type { ManifestMessage } from '../../messages.js';
import { ask } from '../../page/ask.js';
import { UPDATE_SECONDS } from '../../page/update-check.js';
import { readStorage, type StorageReport } from '../data/storage-report.js';
import type { Inspected } from '../data/use-inspected.js';
import { useAsync } from '../parts/use-async.js';
import { bytes, dateAndTime } from '../parts/words.js';

/** What the worker keeps in this browser, and the buttons to renew or remove it. */
export function Storage({ inspected }: { inspected: Inspected }) {
	const { current, rules, refresh } = inspected;
	const [said, setSaid] = useState('');
	const dialog = useRef<HTMLDialogElement>(null);
	const { value: report } = useAsync(readStorage, [inspected.current, inspected.rules, said]);

	const act = async (work: () => Promise<string>) => {
		setSaid('Working…');
		setSaid(await work().catch((error: unknown) => (error instanceof Error ? error.message : String(error))));
		await refresh();
	};
	const update = () =>
		act(async () => {
			const message = { type: 'understudy:update', force: true } as const;
			const reply = await ask<ManifestMessage>(current?.worker, message, UPDATE_SECONDS);
			if (reply === undefined) return 'There is no worker.';
			const { state, version } = reply;
			const name = version === undefined ? '' : ` (${version})`;
			return state === 'installed'
				? `New rules are in force${name}.`
				: `The manifest has not changed${name}.`;
		});
	const forget = () =>
		act(async () => {
			dialog.current?.close();
			if (current === undefined) return 'There is no worker.';
			await ask(current.worker, { type: 'understudy:forget' });
			return 'Everything is forgotten. The next page of the shop that registers the worker fetches its rules anew.';
		});

	const manifest = current?.status.manifest;
	return (
		<section aria-labelledby="view-title">
			<div class="view-head">
				<div>
					<h2 id="view-title">Storage</h2>
					<p class="lead">What is kept in this browser for {current?.registration.scope}.</p>
				</div>
				<div class="tools">
					<button type="button" onClick={update}>
						Look for a new manifest
					</button>
					<button type="button" class="danger" onClick={() => dialog.current?.showModal()}>
						Forget everything…
					</button>
				</div>
			</div>
			<p class="said" role="status">
				{said}
			</p>
			<div class="columns">
				<section class="card">
					<h3>Rules in force</h3>
					{manifest === undefined ? (
						<p>None are installed, so images are left alone.</p>
					) : (
						<dl class="facts">
							<dt>Manifest</dt>
							<dd>
								<a href={manifest.url}>{manifest.url}</a>
							</dd>
							<dt>Version</dt>
							<dd>{manifest.version ?? 'not given'}</dd>
							<dt>Installed</dt>
							<dd>{dateAndTime(manifest.installedAt)}</dd>
							<dt>Generation</dt>
							<dd>
								{rules?.settings.generation ?? "in the worker's memory: the browser refuses the database"}
							</dd>
							<dt>Digest</dt>
							<dd class="clip" title={rules?.settings.digest}>
								{rules?.settings.digest ?? 'unknown'}
							</dd>
						</dl>
					)}
				</section>
				<section class="card">
					<h3>Kept in this browser</h3>
					<dl class="facts">
						<dt>Database</dt>
						<dd>{storageName()}</dd>
						<dt>This site uses</dt>
						<dd>
							{report?.usage === undefined ? 'unknown' : `${bytes(report.usage)} of ${bytes(report.quota)}`}
						</dd>
						<dt>Persistence</dt>
						<dd>
							{report?.isPersistent ? 'kept until it is removed' : 'may be cleared when space is short'}
						</dd>
					</dl>
					<Caches report={report} />
				</section>
			</div>
			<dialog ref={dialog} aria-labelledby="forget-title">
				<h3 id="forget-title">Forget everything?</h3>
				<p>
					The database and all caches of this worker are deleted in this browser. Images are left alone until
					a page of the shop registers it again. Shoppers are not affected.
				</p>
				<div class="tools">
					<button type="button" onClick={() => dialog.current?.close()}>
						Keep it
					</button>
					<button type="button" class="danger" onClick={forget}>
						Forget everything
					</button>
				</div>
			</dialog>
		</section>
	);
}

function Caches({ report }: { report: StorageReport | undefined }) {
	if (report === undefined) return null;
	if (report.caches.length === 0) return <p>No pictures are kept.</p>;
	return (
		<div class="table-frame figures">
			<table>
				<thead>
					<tr>
						<th scope="col">Cache</th>
						<th scope="col" class="number">
							Entries
						</th>
					</tr>
				</thead>
				<tbody>
					{report.caches.map(({ name, entries }) => (
						<tr key={name}>
							<td>{name}</td>
							<td class="number">{entries}</td>
						</tr>
					))}
				</tbody>
			</table>
		</div>
	);
}
