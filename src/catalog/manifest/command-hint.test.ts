import { expect, test } from 'vitest';
import { parseImageRequest } from '../../protocol/index.js';
import { commandHint } from './command-hint.js';

test.each([
	['siz=3,3', ' Did you mean `size=`?'],
	['COLOUR=ff0000', ' Did you mean `color=`?'],
	['zoomable', ''],
	['wid=wide', ''],
])('%s', (commands, hint) => {
	const [problem] = parseImageRequest(`/is/image/Acme/mug?${commands}`).problems;
	expect(problem && commandHint(problem)).toBe(hint);
});
