import { expect, test } from 'vitest';
import { parseImageRequest } from '../../protocol/parse-image-request.js';
import { remarksOf } from './remarks.js';
import { templateQuery } from './template-text.js';

const remarks = (text: string, notes: readonly string[], error?: string) => {
	const query = templateQuery(text);
	const prefix = '/is/image/Acme?';
	const { problems } = parseImageRequest(prefix + query.query, { Acme: {} });
	return remarksOf({ problems, query, queryStart: prefix.length }, text, notes, error).map(
		({ severity, message, place }) => [severity, message, place && text.slice(place.start, place.end)],
	);
};

test('what is wrong comes first, then what the renderer could not do; each where it stands', () => {
	const note = 'image/avif cannot be encoded here: image/webp instead.';
	expect(remarks('size=9,9&\ncolor=ff0000&\nfoo=1&wid=x&\nfmt=avif', [note])).toEqual([
		['warning', 'There is no command "foo".', 'foo=1'],
		['error', 'wid= needs an integer greater than 0, got "x".', 'wid=x'],
		['note', note, 'fmt=avif'],
	]);
});

test('why there is no picture', () => {
	const error = 'The image Acme/mug cannot be had.';
	expect(remarks('src=Acme/mug', [], error)).toEqual([['error', error, 'Acme/mug']]);
});

test('the renderer refuses what the parser has found: it is said once', () => {
	const [[, message] = []] = remarks('size=9,9&color=ff0000&wid=none', []);
	expect(remarks('size=9,9&color=ff0000&wid=none', [], `The request is invalid: ${message}`)).toHaveLength(1);
});
