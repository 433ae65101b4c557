import { useState } from 'preact/hooks';

/** Copies a text, and says whether that worked. */
export function CopyButton({ text, label }: { text: string; label: string }) {
	const [said, setSaid] = useState('');
	const copy = async () => {
		try {
			await navigator.clipboard.writeText(text);
			setSaid('Copied');
		} catch {
			setSaid('The browser did not allow it');
		}
	};
	return (
		<span class="copy">
			<button type="button" onClick={copy}>
				{label}
			</button>
			<span class="said" role="status">
				{said}
			</span>
		</span>
	);
}
