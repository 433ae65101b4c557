import { register } from 'image-understudy';

// where the plugin puts the worker: the root, unless the site has another `base`
const layer = await register({ url: `${import.meta.env.BASE_URL}sw.js` });

layer.addEventListener('substitute', ({ detail }) => tell(`${detail.kind}: ${detail.reason}`));
layer.addEventListener('heal', () => tell(''));

function tell(text) {
	const status = document.querySelector('[role=status]');
	if (status) status.textContent = text;
}
