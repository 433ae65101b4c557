import type { Rule } from '../../../catalog/manifest/manifest.js';

const MAX_RULES = 50;

/** The rule set of a catalog, in its order. */
export function RuleTable({ rules }: { rules: readonly Rule[] }) {
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
						{rules.slice(0, MAX_RULES).map((rule, index) => (
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
			{rules.length > MAX_RULES && <p class="quiet">The first {MAX_RULES} are shown.</p>}
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
