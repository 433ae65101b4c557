import type { ComponentChildren } from 'preact';

interface EmptyProps {
	readonly title: string;
	/** `h2` where it is all there is */
	readonly level?: 'h2' | 'h3';
	readonly children?: ComponentChildren;
}

/** What is said where there is nothing to show: what would be here, and how it gets here. */
export function Empty({ title, level: Heading = 'h3', children }: EmptyProps) {
	return (
		<div class="empty">
			<Heading class="title">{title}</Heading>
			{children}
		</div>
	);
}
