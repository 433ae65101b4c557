import type { Language } from './language.js';

export const french: Language = {
	answered: 'Il a répondu {status}.',
	answeredWith: 'Il a répondu {status} : {text}',
	wordings: {
		missing: {
			title: 'Image introuvable',
			message: 'Le serveur d’images n’a pas trouvé l’image {object}. {server}',
		},
		refused: { title: 'Image refusée', message: 'Le serveur d’images a refusé d’envoyer {object}. {server}' },
		invalid: {
			title: 'Demande d’image incorrecte',
			message: 'La demande adressée au serveur d’images pour {object} est incorrecte. {server}',
		},
		server: {
			title: 'Erreur du serveur d’images',
			message: 'Le serveur d’images n’a pas pu produire {object}. {server}',
		},
		overload: {
			title: 'Serveur d’images surchargé',
			message: 'Le serveur d’images est trop occupé pour envoyer {object}. {server}',
		},
		timeout: {
			title: 'Serveur d’images trop lent',
			message: 'Le serveur d’images n’a pas répondu à temps pour {object}.',
		},
		network: {
			title: 'Serveur d’images injoignable',
			message: 'Le serveur d’images n’a pas pu être joint pour {object}.',
		},
		content: {
			title: 'Aucune image reçue',
			message: 'Le serveur d’images a envoyé autre chose qu’une image pour {object}. {server}',
		},
		decode: {
			title: 'Image endommagée',
			message: 'L’image {object} est endommagée et ne peut pas être affichée.',
		},
	},
};
