import { useState } from 'preact/hooks';
import { ATTRIBUTE_NAMES, ATTRIBUTES } from '../../../catalog/attributes/attributes.js';
import type { Rules } from '../../../catalog/store/rules.js';
import { Badge, type Tone } from '../../parts/badge.js';
import { type Origin, type OriginatedValue, originOf } from '../../rules/attribute-origin.js';

const TONES: Readonly<Record<Origin, Tone>> = {
	rule: 'accent',
	catalog: 'own',
	'default catalog': 'info',
	'built-in': 'quiet',
	none: 'quiet',
};

/** What counts in a catalog, and which catalog says so. */
export function AttributeTable({ rules, rootId }: { rules: Rules; rootId: string }) {
	const [isAll, setAll] = useState(false);
	const values = ATTRIBUTE_NAMES.map((name) => originOf(name, rules.catalogs, rootId));
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
