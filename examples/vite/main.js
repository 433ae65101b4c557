import { register } from 'image-understudy';

const layer = await register();

layer.addEventListener('substitute', ({ detail }) => {
	const status = document.querySelector('[role=status]');
	if (status) status.textContent = `${detail.kind}: ${detail.reason}`;
});
