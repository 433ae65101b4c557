import type { Language } from './language.js';

export const german: Language = {
	answered: 'Er antwortete mit {status}.',
	answeredWith: 'Er antwortete mit {status}: {text}',
	wordings: {
		missing: {
			title: 'Bild nicht gefunden',
			message: 'Der Bildserver hat das Bild {object} nicht gefunden. {server}',
		},
		refused: {
			title: 'Bild verweigert',
			message: 'Der Bildserver hat sich geweigert, {object} zu senden. {server}',
		},
		invalid: {
			title: 'Ungültige Bildanfrage',
			message: 'Die Anfrage an den Bildserver nach {object} ist ungültig. {server}',
		},
		server: {
			title: 'Fehler des Bildservers',
			message: 'Der Bildserver konnte {object} nicht erzeugen. {server}',
		},
		overload: {
			title: 'Bildserver überlastet',
			message: 'Der Bildserver ist zu beschäftigt, um {object} zu senden. {server}',
		},
		timeout: {
			title: 'Bildserver zu langsam',
			message: 'Der Bildserver hat bei {object} nicht rechtzeitig geantwortet.',
		},
		network: {
			title: 'Bildserver nicht erreichbar',
			message: 'Der Bildserver war für {object} nicht erreichbar.',
		},
		content: {
			title: 'Kein Bild erhalten',
			message: 'Der Bildserver hat für {object} etwas anderes als ein Bild gesendet. {server}',
		},
		decode: {
			title: 'Bild beschädigt',
			message: 'Das Bild {object} ist beschädigt und kann nicht angezeigt werden.',
		},
	},
};
