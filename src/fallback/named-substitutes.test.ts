import { expect, it } from 'vitest';
import { namedSubstitutes } from './named-substitutes.js';

const catalogs = {
	default: { attributes: { ErrorImage: 'def/err', DefaultImage: 'x' } },
	def: { attributes: { ErrorImage: '' } },
	cat: {
		attributes: { DefaultImage: 'na', LocaleMap: 'fr,_F,|,' },
		rules: [
			{ addQuery: 'defaultImage=cat/no-shoe' },
			{ substitution: '$1?defaultImage=no-hat&qlt=80' },
			{ substitution: '?defaultImage=$1' },
			{ attributes: { ErrorImage: 'refused' } },
		].map((rule) => ({ onMatch: 'break' as const, replace: 'first' as const, ...rule })),
	},
};
const urls = (rootId: string) => namedSubstitutes(rootId, catalogs).map(({ url }) => url);

it('names what the attributes, the rules and the locales name', () => {
	expect(urls('cat')).toEqual([
		'/is/image/cat/na',
		'/is/image/cat/na?locale=fr',
		'/is/image/cat/no-shoe',
		'/is/image/cat/no-shoe?locale=fr',
		'/is/image/cat/no-hat',
		'/is/image/cat/no-hat?locale=fr',
		'/is/image/def/err',
		'/is/image/cat/refused',
	]);
});

it('inherits, and leaves out what is switched off', () => {
	expect(urls('default')).toEqual(['/is/image/x', '/is/image/def/err']);
	expect(urls('def')).toEqual(['/is/image/def/x']);
});
