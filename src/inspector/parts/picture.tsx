import { useEffect, useState } from 'preact/hooks';

/** A picture that was drawn here. The checkered ground shows where it is transparent. */
export function PictureView({ blob, alt, isLarge = false }: { blob: Blob; alt: string; isLarge?: boolean }) {
	const [url, setUrl] = useState<string>();
	const [size, setSize] = useState('');
	useEffect(() => {
		const made = URL.createObjectURL(blob);
		setUrl(made);
		return () => URL.revokeObjectURL(made);
	}, [blob]);
	if (url === undefined) return null;
	return (
		<figure class={isLarge ? 'picture large' : 'picture'}>
			<img
				src={url}
				alt={alt}
				onLoad={({ currentTarget }) =>
					setSize(`${currentTarget.naturalWidth} × ${currentTarget.naturalHeight}`)
				}
			/>
			{isLarge && (
				<figcaption>{[size, blob.type, kilobytes(blob.size)].filter(Boolean).join(' · ')}</figcaption>
			)}
		</figure>
	);
}

function kilobytes(bytes: number): string {
	return `${(bytes / 1000).toLocaleString('en', { maximumFractionDigits: 1 })} kB`;
}
