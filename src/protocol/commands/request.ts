import { integer, onOff } from '../value-types/numbers.js';
import { cacheUse, requestType } from '../value-types/output.js';
import { object, objectOrNothing } from '../value-types/source.js';
import { anyText, textLike } from '../value-types/words.js';
import { command } from './command-record.js';

/** What is asked for, and which records it is made of. */
export const REQUEST_COMMANDS = {
	template: command({
		scope: 'request',
		type: object,
		default: 'none',
		support: 'full',
		page: 'r-template.md',
		summary: 'Record whose Modifier is the body of the request.',
	}),
	defaultImage: command({
		scope: 'request',
		type: objectOrNothing,
		default: 'DefaultImage',
		support: 'full',
		page: 'r-is-http-defaultimage.md',
		summary: 'Shown in place of a missing image; empty: nothing is.',
	}),
	locale: command({
		scope: 'request',
		type: textLike(/^[ -~]*$/, 'printable ASCII characters'),
		default: 'DefaultLocale',
		support: 'full',
		page: 'r-locale.md',
		summary: 'Selects the localized objects and strings.',
	}),
	req: command({
		scope: 'request',
		type: requestType,
		default: 'img',
		nested: 'ignored',
		support: 'partial',
		shortfalls: [
			{
				instead:
					"data about an image is answered as far as the shop's catalog knows it; drawn, such a request is the image",
				when: ({ type }) => !['img', 'tmb', 'mask'].includes(type),
			},
		],
		page: 'r-req.md',
		summary: 'What is requested: the image, a thumbnail, a mask or data about it.',
	}),
	id: command({
		scope: 'request',
		type: anyText,
		default: 'none',
		support: 'full',
		page: 'r-id.md',
		summary: 'Version for caches; in JSON replies the identifier that is returned.',
	}),
	handler: command({
		scope: 'request',
		type: textLike(/^[A-Za-z0-9]{1,100}$/, 'letters and digits only'),
		default: 's7jsonResponse',
		support: 'full',
		page: 'r-req.md',
		summary: 'Name of the function that a JSON reply calls.',
	}),
	imageSet: command({
		scope: 'request',
		type: anyText,
		default: 'ImageSet of the record',
		support: 'full',
		page: 'r-imageset.md',
		summary: 'Members of the set that req=set describes.',
	}),
	labelKey: command({
		scope: 'request',
		type: anyText,
		default: 'none',
		support: 'none',
		shortfalls: [{ instead: 'sets are described by their server only' }],
		page: 'r-set.md',
		summary: 'Key of the user data that labels the members of a set.',
	}),
	name: command({
		scope: 'request',
		type: anyText,
		default: 'none',
		support: 'none',
		shortfalls: [{ instead: 'nothing is saved' }],
		page: 'r-savetofile.md',
		summary: 'File of req=saveToFile.',
	}),
	timeout: command({
		scope: 'request',
		type: integer({ min: 0 }),
		default: '60000',
		support: 'none',
		shortfalls: [{ instead: 'nothing is saved' }],
		page: 'r-savetofile.md',
		summary: 'Milliseconds that req=saveToFile may take.',
	}),
	message: command({
		scope: 'request',
		type: anyText,
		default: 'none',
		support: 'none',
		shortfalls: [{ instead: 'nothing is logged' }],
		page: 'r-req.md',
		summary: 'Text that req=message writes to the log of the server.',
	}),
	cache: command({
		scope: 'request',
		type: cacheUse,
		default: 'on,on',
		support: 'none',
		shortfalls: [
			{
				instead: 'how long a substitute is kept is up to the catalog',
				when: ({ client, server }) => client !== 'on' || server !== 'on',
			},
		],
		page: 'r-is-http-cache.md',
		summary: 'Which caches may keep the reply.',
	}),
	network: command({
		scope: 'request',
		type: onOff,
		default: 'off',
		support: 'none',
		shortfalls: [{ instead: 'the quality does not depend on the bandwidth', when: (on) => on }],
		page: 'r-network.md',
		summary: 'Adapts the quality to the measured bandwidth.',
	}),
	type: command({
		scope: 'request',
		type: anyText,
		default: 'no filtering',
		support: 'full',
		page: 'r-type.md',
		summary: 'Of static content: answered only if the item is of this type.',
	}),
};
