import { useId, useState } from 'preact/hooks';
import { readRecords } from '../data/stored-rules.js';
import type { Inspected } from '../data/use-inspected.js';
import { CatalogChoice } from '../parts/catalog-choice.js';
import { CopyButton } from '../parts/copy-button.js';
import { PictureView } from '../parts/picture.js';
import { useAsync } from '../parts/use-async.js';
import { type Draft, drawDraft, readDraft } from '../playground/draft.js';
import { Editor } from '../playground/editor.js';
import { EXAMPLES } from '../playground/examples.js';
import { manifestRecord } from '../playground/manifest-record.js';
import { type Remark, remarksOf } from '../playground/remarks.js';
import { lineAndColumn, templateLines } from '../playground/template-text.js';
import { noRules } from '../rules/no-rules.js';

/** How long nothing is written until the picture is drawn anew, in milliseconds. */
const DRAW_MS = 200;

const BUILT_IN = noRules();

export interface PlaygroundProps {
	readonly inspected: Inspected;
	readonly draft: Draft;
	onDraft(draft: Draft): void;
}

/** Where templates are written: the picture follows the text. */
export function Playground({ inspected, draft, onDraft }: PlaygroundProps) {
	const rules = inspected.rules ?? BUILT_IN;
	const names = Object.keys(rules.catalogs);
	const catalog =
		names.find((name) => name === draft.catalog) ?? names.find((name) => name !== 'default') ?? 'default';
	const change = (part: Partial<Draft>) => onDraft({ ...draft, ...part });
	const [caretAt, setCaretAt] = useState<{ place: number }>();
	const problemsId = useId();

	const { value: read } = useAsync(
		() => readDraft(draft, catalog, rules),
		[draft.text, draft.object, draft.title, draft.message, catalog, rules],
	);
	const {
		value: picture,
		error,
		isBusy,
	} = useAsync(read && (() => drawDraft(read, catalog, rules)), [read], DRAW_MS);
	const remarks = read ? remarksOf(read, draft.text, picture?.notes ?? [], error) : [];
	const based = read?.request.object?.record;
	const record = manifestRecord(draft.id || 'template', read?.query.query ?? '', based);
	return (
		<section aria-labelledby="view-title">
			<div class="view-head">
				<div>
					<h2 id="view-title">Playground</h2>
					<p class="lead">
						Write a template and see it drawn as the worker draws it. When it is right, copy it into the
						manifest.
					</p>
				</div>
				<div class="tools">
					<StartFrom inspected={inspected} catalog={catalog} onChoose={change} />
					<CatalogChoice names={names} chosen={catalog} onChoose={(name) => change({ catalog: name })} />
				</div>
			</div>
			<div class="workbench">
				<div class="writing">
					<Editor
						label="Template"
						text={draft.text}
						spans={remarks.flatMap(({ severity, place }) => (place ? [{ severity, ...place }] : []))}
						macros={Object.keys(rules.catalogs[catalog]?.macros ?? {})}
						caretAt={caretAt}
						problemsId={problemsId}
						onText={(text) => change({ text })}
					/>
					<div id={problemsId}>
						{read && <Remarks remarks={remarks} text={draft.text} onGo={(place) => setCaretAt({ place })} />}
					</div>
					<fieldset class="filled">
						<legend>Filled in</legend>
						<label class="field">
							<span>$error.title$</span>
							<input
								value={draft.title}
								onInput={({ currentTarget }) => change({ title: currentTarget.value })}
							/>
						</label>
						<label class="field">
							<span>$error.message$</span>
							<input
								value={draft.message}
								onInput={({ currentTarget }) => change({ message: currentTarget.value })}
							/>
						</label>
						<label class="field">
							<span>Drawn over the object</span>
							<input
								value={draft.object}
								placeholder="none"
								spellcheck={false}
								onInput={({ currentTarget }) => change({ object: currentTarget.value })}
							/>
						</label>
					</fieldset>
				</div>
				<div class="drawn">
					<section class="card preview" aria-labelledby="preview-title" aria-busy={isBusy}>
						<h3 id="preview-title">Picture</h3>
						{picture && <PictureView blob={picture.blob} alt="The template, drawn" isLarge />}
						{error !== undefined && (
							<p class="problem" role="alert">
								{error}
							</p>
						)}
					</section>
					<section class="card record" aria-labelledby="record-title">
						<div class="block-head">
							<h3 id="record-title">As a manifest record</h3>
							<label class="field">
								<span>Id</span>
								<input
									value={draft.id}
									spellcheck={false}
									onInput={({ currentTarget }) => change({ id: currentTarget.value })}
								/>
							</label>
						</div>
						<pre class="code">{record}</pre>
						<CopyButton text={record} label="Copy as manifest record" />
					</section>
				</div>
			</div>
		</section>
	);
}

function Remarks({
	remarks,
	text,
	onGo,
}: {
	remarks: readonly Remark[];
	text: string;
	onGo(place: number): void;
}) {
	if (remarks.length === 0) return <p class="all-well">No problems</p>;
	return (
		<ul class="problems" aria-label="Problems">
			{remarks.map(({ severity, message, place: span }) => {
				const place = span && lineAndColumn(text, span.start);
				return (
					<li key={`${span?.start} ${message}`} class={severity}>
						{span && place ? (
							<button type="button" class="place" onClick={() => onGo(span.start)}>
								{place.line}:{place.column}
								<span class="visually-hidden"> go there</span>
							</button>
						) : (
							<span class="place">elsewhere</span>
						)}
						<span>
							<b>{severity}</b> {message}
						</span>
					</li>
				);
			})}
		</ul>
	);
}

const MAX_RECORDS = 200;

interface StartFromProps {
	readonly inspected: Inspected;
	readonly catalog: string;
	onChoose(part: Pick<Draft, 'text' | 'object'> & Partial<Draft>): void;
}

/** Examples, and the shop's own templates. */
function StartFrom({ inspected: { rules }, catalog, onChoose }: StartFromProps) {
	const { value: records = [] } = useAsync(
		rules && (() => readRecords(rules.settings.generation, catalog, '', MAX_RECORDS)),
		[rules, catalog],
	);
	const templates = records.flatMap(([id, { Path, Modifier }]) =>
		Path === undefined && Modifier !== undefined ? [{ id, text: templateLines(Modifier) }] : [],
	);
	const choose = (value: string) => {
		const example = EXAMPLES.find(({ name }) => value === name);
		if (example) return onChoose({ text: example.text, object: example.object });
		const template = templates.find(({ id }) => value === `record ${id}`);
		if (template) onChoose({ text: template.text, object: '', id: template.id });
	};
	return (
		<label class="field">
			<span>Start from</span>
			<select value="" onChange={({ currentTarget }) => choose(currentTarget.value)}>
				<option value="">Choose…</option>
				<optgroup label="Examples">
					{EXAMPLES.map(({ name }) => (
						<option key={name}>{name}</option>
					))}
				</optgroup>
				{templates.length > 0 && (
					<optgroup label={`Templates of ${catalog}`}>
						{templates.map(({ id }) => (
							<option key={id} value={`record ${id}`}>
								{id}
							</option>
						))}
					</optgroup>
				)}
			</select>
		</label>
	);
}
