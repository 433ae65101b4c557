/** @jsxImportSource preact */
import { render } from 'preact';
import { useSubstitute } from './use-substitute.js';

function ArticleImage({ url, name }) {
	const substitute = useSubstitute(url);
	return (
		<figure>
			<img src={url} alt={name} width="300" height="300" />
			<figcaption>{substitute ? `${name} (picture coming soon)` : name}</figcaption>
		</figure>
	);
}

const url = 'https://images.example.com/is/image/Acme/armchair?wid=300';

render(<ArticleImage url={url} name="Armchair" />, document.querySelector('main'));
