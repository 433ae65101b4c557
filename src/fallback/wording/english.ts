import type { Language } from './language.js';

export const english: Language = {
	answered: 'It answered {status}.',
	answeredWith: 'It answered {status}: {text}',
	wordings: {
		missing: { title: 'Image not found', message: 'The image server did not find {object}. {server}' },
		refused: { title: 'Image refused', message: 'The image server refused to send {object}. {server}' },
		invalid: { title: 'Invalid image request', message: 'The request for {object} is not valid. {server}' },
		server: {
			title: 'Image server error',
			message: 'The image server failed while making {object}. {server}',
		},
		overload: {
			title: 'Image server overloaded',
			message: 'The image server is too busy to send {object}. {server}',
		},
		timeout: {
			title: 'Image server too slow',
			message: 'The image server did not answer in time for {object}.',
		},
		network: {
			title: 'Image server not reachable',
			message: 'The image server could not be reached for {object}.',
		},
		content: {
			title: 'No image received',
			message: 'The image server sent something else than a picture for {object}. {server}',
		},
		decode: { title: 'Image damaged', message: 'The picture {object} is damaged and cannot be shown.' },
	},
};
