import type { ComponentChildren } from 'preact';

/** What is said where there is nothing to show: what would be here, and how it gets here. */
export function Empty({ title, children }: { title: string; children?: ComponentChildren }) {
	return (
		<div class="empty">
			<h3>{title}</h3>
			{children}
		</div>
	);
}
