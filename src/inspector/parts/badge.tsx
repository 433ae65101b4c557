import type { ComponentChildren } from 'preact';

export type Tone = 'good' | 'warn' | 'bad' | 'accent' | 'info' | 'own' | 'quiet';

/** A word or two that stand out; the tone repeats what the words say, for no meaning is in colour alone. */
export function Badge({ tone = 'quiet', children }: { tone?: Tone; children: ComponentChildren }) {
	return <span class={`badge ${tone}`}>{children}</span>;
}
