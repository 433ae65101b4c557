'use client';

import { useSubstitute } from './use-substitute.js';

export function ArticleImage({ url, name }) {
	const substitute = useSubstitute(url);
	return (
		<figure>
			{/* biome-ignore lint/performance/noImgElement: the image server makes the sizes */}
			<img src={url} alt={name} width="300" height="300" />
			<figcaption>{substitute ? `${name} (picture coming soon)` : name}</figcaption>
		</figure>
	);
}
