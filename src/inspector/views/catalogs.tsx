import { useState } from 'preact/hooks';
import { DEFAULT_CATALOG } from '../../protocol/catalogs.js';
import type { Inspected } from '../data/use-inspected.js';
import { CatalogChoice } from '../parts/catalog-choice.js';
import { Empty } from '../parts/empty.js';
import { AttributeTable } from './catalogs/attribute-table.js';
import { MacroTable } from './catalogs/macro-table.js';
import { RecordTable } from './catalogs/record-table.js';
import { RuleTable } from './catalogs/rule-table.js';

/** What counts in each catalog, and where it comes from. */
export function Catalogs({ inspected: { rules } }: { inspected: Inspected }) {
	const names = Object.keys(rules?.catalogs ?? {});
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
			{rules === undefined || rootId === undefined ? (
				<Empty title="No catalogs">
					<p>They come with the manifest. Without rules, images are left alone.</p>
				</Empty>
			) : (
				<>
					<AttributeTable rules={rules} rootId={rootId} />
					<RecordTable rules={rules} rootId={rootId} />
					<RuleTable rules={rules.catalogs[rootId]?.rules ?? []} />
					<MacroTable macros={rules.catalogs[rootId]?.macros ?? {}} />
				</>
			)}
		</section>
	);
}

function isNamed(rootId: string): boolean {
	return rootId !== DEFAULT_CATALOG;
}
