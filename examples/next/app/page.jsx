import { ArticleImage } from './article-image.jsx';

export default function Page() {
	return <ArticleImage url="https://images.example.com/is/image/Acme/armchair?wid=300" name="Armchair" />;
}
