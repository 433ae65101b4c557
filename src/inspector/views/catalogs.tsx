import { useState } from 'preact/hooks';
import { ATTRIBUTE_NAMES, ATTRIBUTES } from '../../catalog/attributes.js';
import type { Rule } from '../../catalog/manifest.js';
import { DEFAULT_CATALOG } from '../../protocol/catalogs.js';
import { countRecords, readRecords } from '../data/stored-rules.js';
import type { Inspected } from '../data/use-inspected.js';
import { Badge, type Tone } from '../parts/badge.js';
import { CatalogChoice } from '../parts/catalog-choice.js';
import { Empty } from '../parts/empty.js';
import { useAsync } from '../parts/use-async.js';
import { type Origin, type OriginatedValue, originOf } from '../rules/attribute-origin.js';
import type { Rulebook } from '../rules/rulebook.js';

/** What counts in each catalog, and where it comes from. */
export function Catalogs({ inspected: { book } }: { inspected: Inspected }) {
	const names = Object.keys(book?.catalogs ?? {});
	const [wanted, setWanted] = useState<string>();
	const rootId = wanted !== undefined && names.includes(wanted) ? wanted : (names.find(isNamed) ?? names[0]);
	return (
		<section aria-labelledby="view-title">
			<div class="view-head">
				<div>
					<h2 id="view-title">Catalogs</h2>
					<p class="lead">
						The catalog named in an image's path decides. What it leaves out comes from the default catalog,
						and then from the built-in values.
					</p>
				</div>
				{rootId !== undefined && (
					<div class="tools">
						<CatalogChoice names={names} chosen={rootId} onChoose={setWanted} />
					</div>
				)}
			</div>
			{book === undefined || rootId === undefined ? (
				<Empty title="No catalogs">
					<p>They come with the manifest. Without rules, images are left alone.</p>
				</Empty>
			) : (
				<>
					<AttributeTable book={book} rootId={rootId} />
					<Records book={book} rootId={rootId} />
					<Rules rules={book.catalogs[rootId]?.rules ?? []} />
					<Macros macros={book.catalogs[rootId]?.macros ?? {}} />
				</>
			)}
		</section>
	);
}

function isNamed(rootId: string): boolean {
	return rootId !== DEFAULT_CATALOG;
}

const TONES: Readonly<Record<Origin, Tone>> = {
	rule: 'accent',
	catalog: 'own',
	'default catalog': 'info',
	'built-in': 'quiet',
	none: 'quiet',
};

function AttributeTable({ book, rootId }: { book: Rulebook; rootId: string }) {
	const [isAll, setAll] = useState(false);
	const values = ATTRIBUTE_NAMES.map((name) => originOf(name, book.catalogs, rootId));
	const shown = isAll
		? values
		: values.filter(({ origin }) => origin === 'catalog' || origin === 'default catalog');
	return (
		<section class="block" aria-labelledby="attributes-title">
			<div class="block-head">
				<h3 id="attributes-title">Attributes</h3>
				<label class="check">
					<input
						type="checkbox"
						checked={isAll}
						onChange={({ currentTarget }) => setAll(currentTarget.checked)}
					/>
					All {values.length}, with the built-in values
				</label>
			</div>
			{shown.length === 0 ? (
				<p class="quiet">No catalog sets one; the built-in values count.</p>
			) : (
				<div class="table-frame">
					<table class="attributes">
						<thead>
							<tr>
								<th scope="col">Attribute</th>
								<th scope="col">Value in force</th>
								<th scope="col">From</th>
							</tr>
						</thead>
						<tbody>
							{shown.map((value) => (
								<AttributeRow key={value.name} value={value} rootId={rootId} />
							))}
						</tbody>
					</table>
				</div>
			)}
		</section>
	);
}

function AttributeRow({
	value: { name, origin, text, isOff, hidden },
	rootId,
}: {
	value: OriginatedValue;
	rootId: string;
}) {
	const { browser, type } = ATTRIBUTES[name];
	const isColor = /^[0-9a-f]{6}$/i.test(text) && type.form.startsWith('a colour');
	return (
		<tr class={origin === 'none' ? 'quiet' : undefined}>
			<th scope="row">
				{name}
				{browser === 'N' && <span class="note">not used in browsers</span>}
			</th>
			<td>
				{isColor && <Swatch color={text} />}
				{isOff ? <em>empty: switched off</em> : text === '' ? <em>none</em> : <code>{text}</code>}
			</td>
			<td>
				<Badge tone={TONES[origin]}>
					{origin === 'catalog' ? rootId : origin === 'none' ? 'nobody' : origin}
				</Badge>
				{hidden !== undefined && (
					<span class="note">
						instead of {hidden === '' ? 'none' : <code>{hidden}</code>} of the default catalog
					</span>
				)}
			</td>
		</tr>
	);
}

function Swatch({ color }: { color: string }) {
	return (
		<svg class="swatch" viewBox="0 0 1 1" aria-hidden="true">
			<rect width="1" height="1" fill={`#${color}`} />
		</svg>
	);
}

const MAX_RECORDS = 50;

function Records({ book, rootId }: { book: Rulebook; rootId: string }) {
	const [prefix, setPrefix] = useState('');
	const { generation } = book.settings;
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

function Rules({ rules }: { rules: readonly Rule[] }) {
	if (rules.length === 0) return null;
	return (
		<section class="block" aria-labelledby="rules-title">
			<h3 id="rules-title">
				Rules <span class="count">{rules.length}</span>
			</h3>
			<div class="table-frame">
				<table>
					<thead>
						<tr>
							<th scope="col">Rule</th>
							<th scope="col">Where it finds</th>
							<th scope="col">It does</th>
						</tr>
					</thead>
					<tbody>
						{rules.slice(0, MAX_RECORDS).map((rule, index) => (
							<tr key={rule}>
								<th scope="row">{rule.name ?? `rule ${index + 1}`}</th>
								<td>
									<code>{rule.expression || 'any request'}</code>
								</td>
								<td>
									<code>{effectOf(rule)}</code>
								</td>
							</tr>
						))}
					</tbody>
				</table>
			</div>
			{rules.length > MAX_RECORDS && <p class="quiet">The first {MAX_RECORDS} are shown.</p>}
		</section>
	);
}

function effectOf({ addQuery, substitution, attributes, header, onMatch }: Rule): string {
	return [
		...(substitution === undefined ? [] : [`becomes ${substitution}`]),
		...(addQuery === undefined ? [] : [`adds ${addQuery}`]),
		...Object.entries(attributes ?? {}).map(([name, value]) => `${name} = ${value}`),
		...(header ?? []).map(({ name, value }) => `header ${name}: ${value}`),
		...(onMatch === 'continue' ? [] : [onMatch === 'error' ? 'refuses' : 'is the last']),
	].join('; ');
}

function Macros({ macros }: { macros: Readonly<Record<string, string>> }) {
	const entries = Object.entries(macros);
	if (entries.length === 0) return null;
	return (
		<section class="block" aria-labelledby="macros-title">
			<h3 id="macros-title">
				Macros <span class="count">{entries.length}</span>
			</h3>
			<div class="table-frame">
				<table>
					<tbody>
						{entries.map(([name, text]) => (
							<tr key={name}>
								<th scope="row">${name}$</th>
								<td>
									<code>{text}</code>
								</td>
							</tr>
						))}
					</tbody>
				</table>
			</div>
		</section>
	);
}
