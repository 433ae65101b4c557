import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { complete, type Suggestion } from './completion.js';
import { type Span, stretches } from './template-text.js';

export interface EditorProps {
	readonly label: string;
	readonly text: string;
	readonly spans: readonly Span[];
	/** of the catalog, for completion */
	readonly macros: readonly string[];
	/** where the caret is wanted; a new object moves it */
	readonly caretAt: { readonly place: number } | undefined;
	/** id of the element that lists the problems */
	readonly problemsId: string;
	onText(text: string): void;
}

/**
 * A text field for commands: what is wrong is marked where it stands, names are completed. The marks lie in a
 * copy of the text behind the field, which has the same shape.
 */
export function Editor({ label, text, spans, macros, caretAt, problemsId, onText }: EditorProps) {
	const id = useId();
	const field = useRef<HTMLTextAreaElement>(null);
	const caretMark = useRef<HTMLSpanElement>(null);
	const [caret, setCaret] = useState(0);
	const [isOpen, setOpen] = useState(false);
	const [active, setActive] = useState(0);
	const [spot, setSpot] = useState({ left: 0, top: 0 });
	const { start, end, suggestions } = complete(text, caret, macros);
	const isListed = isOpen && suggestions.length > 0;
	const chosen = suggestions[Math.min(active, suggestions.length - 1)];

	useLayoutEffect(() => {
		if (caretAt === undefined) return;
		field.current?.focus();
		field.current?.setSelectionRange(caretAt.place, caretAt.place);
		setCaret(caretAt.place);
	}, [caretAt]);

	useLayoutEffect(() => {
		const mark = caretMark.current;
		if (mark !== null) setSpot({ left: mark.offsetLeft, top: mark.offsetTop + mark.offsetHeight });
	}, [text, caret, isListed]);

	const follow = (element: HTMLTextAreaElement) => setCaret(element.selectionEnd);
	const accept = (suggestion: Suggestion) => {
		const next = start + suggestion.insert.length;
		onText(text.slice(0, start) + suggestion.insert + text.slice(end));
		setOpen(false);
		queueMicrotask(() => {
			field.current?.focus();
			field.current?.setSelectionRange(next, next);
			setCaret(next);
		});
	};
	const onKeyDown = (event: KeyboardEvent) => {
		if (event.key === ' ' && event.ctrlKey) {
			event.preventDefault();
			setActive(0);
			return setOpen(true);
		}
		if (!isListed || chosen === undefined) return;
		switch (event.key) {
			case 'ArrowDown':
			case 'ArrowUp': {
				const step = event.key === 'ArrowDown' ? 1 : suggestions.length - 1;
				setActive((Math.min(active, suggestions.length - 1) + step) % suggestions.length);
				break;
			}
			case 'Enter':
			case 'Tab':
				accept(chosen);
				break;
			case 'Escape':
				setOpen(false);
				break;
			default:
				return;
		}
		event.preventDefault();
	};

	return (
		<div class="editor-field">
			<label for={id}>{label}</label>
			<div class="editor">
				<pre class="marks" aria-hidden="true">
					{stretches(text, spans).map((stretch, index) =>
						stretch.severity === undefined ? (
							stretch.text
						) : (
							<mark key={index} class={stretch.severity}>
								{stretch.text}
							</mark>
						),
					)}{' '}
				</pre>
				<pre class="ruler" aria-hidden="true">
					{text.slice(0, start)}
					<span ref={caretMark}>|</span>
				</pre>
				<textarea
					ref={field}
					id={id}
					value={text}
					spellcheck={false}
					autocapitalize="off"
					autocomplete="off"
					wrap="soft"
					aria-autocomplete="list"
					aria-controls={isListed ? `${id}-list` : undefined}
					aria-activedescendant={isListed && chosen ? `${id}-${chosen.insert}` : undefined}
					aria-describedby={`${id}-keys ${problemsId}`}
					onInput={({ currentTarget }) => {
						onText(currentTarget.value);
						follow(currentTarget);
						setActive(0);
						setOpen(true);
					}}
					onSelect={({ currentTarget }) => follow(currentTarget)}
					onBlur={() => setOpen(false)}
					onKeyDown={onKeyDown}
				/>
				{isListed && (
					<div
						class="suggestions"
						role="listbox"
						id={`${id}-list`}
						aria-label="Commands"
						style={{ '--caret-left': `${spot.left}px`, '--caret-top': `${spot.top}px` }}
					>
						{suggestions.map((suggestion) => (
							<div
								key={suggestion.insert}
								id={`${id}-${suggestion.insert}`}
								role="option"
								tabIndex={-1}
								aria-selected={suggestion === chosen}
								onMouseDown={(event) => {
									event.preventDefault();
									accept(suggestion);
								}}
							>
								<code>{suggestion.insert}</code>
								<span>
									{suggestion.summary}
									{suggestion.form && <span class="form-of"> {suggestion.form}</span>}
									{suggestion.support === 'none' && <span class="form-of"> Not drawn in browsers.</span>}
								</span>
							</div>
						))}
					</div>
				)}
			</div>
			<p class="hint" id={`${id}-keys`}>
				Commands are joined by <code>&amp;</code>; line breaks mean nothing. <kbd>Ctrl</kbd> <kbd>Space</kbd>{' '}
				lists commands, <kbd>Enter</kbd> takes one, <kbd>Esc</kbd> closes the list.
			</p>
			<p class="visually-hidden" role="status">
				{isListed ? `${suggestions.length} commands, ${chosen?.insert} ${chosen?.summary}` : ''}
			</p>
		</div>
	);
}
