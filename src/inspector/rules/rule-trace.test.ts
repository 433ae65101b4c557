import { describe, expect, test } from 'vitest';
import type { Rule } from '../../catalog/manifest/manifest.js';
import { traceRules } from './rule-trace.js';

const rule = (fields: Partial<Rule>): Rule => ({ onMatch: 'continue', replace: 'first', ...fields });

const catalogs = {
	default: { rules: [rule({ name: 'global' })] },
	Acme: {
		rules: [
			rule({ name: 'bags', expression: '^Acme/bags/' }),
			rule({ name: 'shoes', expression: '^Acme/shoes/', addQuery: 'defaultImage=no-shoe' }),
			rule({ expression: 'no-shoe', attributes: { ErrorImage: 'card' } }),
			rule({ name: 'secret', expression: 'secret', onMatch: 'error' }),
			rule({ name: 'last', onMatch: 'break' }),
			rule({ name: 'never' }),
		],
	},
	Other: {},
};

const trace = (path: string) => traceRules(`https://images.test/is/image/${path}`, catalogs, '/is/image');

describe('traceRules', () => {
	test.each([
		['Acme/hat', ['last']],
		['Acme/shoes/red?wid=3', ['shoes', 'rule 3', 'last']],
		['Acme/bags/secret', ['bags', 'secret']],
		['elsewhere', ['global']],
		['Other/hat', []],
	])('%s', (path, matched) => {
		expect(trace(path).matched).toEqual(matched);
	});

	test('the request as the rules left it', () => {
		const { url, catalogs: ruled, total } = trace('Acme/shoes/red?wid=3');
		expect(url).toBe('https://images.test/is/image/Acme/shoes/red?wid=3&defaultImage=no-shoe');
		expect(ruled.Acme?.attributes).toEqual({ ErrorImage: 'card' });
		expect(total).toBe(6);
	});

	test('a refusal', () => {
		expect(trace('Acme/secret').refused).toBe('request refused by rule "secret"');
	});
});
