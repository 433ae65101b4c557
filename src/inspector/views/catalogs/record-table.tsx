import { useState } from 'preact/hooks';
import type { Rules } from '../../../catalog/store/rules.js';
import { countRecords, readRecords } from '../../data/stored-rules.js';
import { useAsync } from '../../parts/use-async.js';

const MAX_RECORDS = 50;

/** The records of a catalog, found by the beginning of their ids. */
export function RecordTable({ rules, rootId }: { rules: Rules; rootId: string }) {
	const [prefix, setPrefix] = useState('');
	const { generation } = rules.settings;
	const { value: total } = useAsync(() => countRecords(generation, rootId), [generation, rootId]);
	const { value: records = [] } = useAsync(
		() => readRecords(generation, rootId, prefix, MAX_RECORDS),
		[generation, rootId, prefix],
	);
	return (
		<section class="block" aria-labelledby="records-title">
			<div class="block-head">
				<h3 id="records-title">
					Records <span class="count">{total?.toLocaleString('en')}</span>
				</h3>
				<label class="field">
					<span>Id begins with</span>
					<input
						type="search"
						value={prefix}
						onInput={({ currentTarget }) => setPrefix(currentTarget.value)}
					/>
				</label>
			</div>
			{records.length === 0 ? (
				<p class="quiet">{prefix === '' ? 'This catalog has none.' : 'No id begins so.'}</p>
			) : (
				<div class="table-frame">
					<table>
						<thead>
							<tr>
								<th scope="col">Id</th>
								<th scope="col">Fields</th>
							</tr>
						</thead>
						<tbody>
							{records.map(([id, record]) => (
								<tr key={id}>
									<th scope="row">{id}</th>
									<td>
										<dl class="fields">
											{Object.entries(record).map(([field, value]) => (
												<div key={field}>
													<dt>{field}</dt>
													<dd>
														<code>{String(value)}</code>
													</dd>
												</div>
											))}
										</dl>
									</td>
								</tr>
							))}
						</tbody>
					</table>
				</div>
			)}
			{records.length === MAX_RECORDS && <p class="quiet">The first {MAX_RECORDS} are shown.</p>}
		</section>
	);
}
