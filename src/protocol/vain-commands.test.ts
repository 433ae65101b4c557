import { expect, test } from 'vitest';
import { formatImageRequest } from './format-image-request.js';
import { parseImageRequest } from './parse-image-request.js';

const CORNERS = '0,0,9,0,9,9,0,9';
const LINE = 'M0,0L9,9';

const parse = (query: string) => parseImageRequest(`/is/image/A?size=9,9&color=ffffff&layer=1&${query}`);

test.each([
	['text=a&textPath=M0,0L9,9', 'textPath= has no effect without textPs='],
	['text=a&textFlowPath=M0,0L9,0L9,9', 'textFlowPath= has no effect without textPs='],
	['text=a&textAngle=90', 'textAngle= has no effect without textPs='],
	['src=a&textPath=M0,0L9,9', 'textPath= has no effect without textPs='],
	[`textPs=a&textPath=${LINE}&textAngle=9`, 'textAngle= has no effect beside textPath='],
	[`textPs=a&textFlowXPath=${LINE}`, 'textFlowXPath= has no effect without textFlowPath='],
	[`textPs=a&textFlowPath=&textFlowXPath=${LINE}`, 'textFlowXPath= has no effect without textFlowPath='],
	['textPs=a&pathAttr=norm,0,0.5', 'pathAttr= has no effect without textPath='],
	[`src=a&res=72&perspective=${CORNERS}`, 'res= has no effect beside perspective='],
	[`src=a&size=9,9&perspective=${CORNERS}`, 'size= has no effect on an image beside perspective='],
	[`src=is(a)&sizeN=1,1&perspectiveN=${CORNERS}`, 'sizeN= has no effect on an image beside perspective='],
])('%s', (query, message) => {
	const request = parse(query);
	expect(request.problems).toMatchObject([
		{ code: 'not-permitted', message: `${message}.`, severity: 'warning' },
	]);
	const [, command = ''] = /^(\w+?)N?= /.exec(message) ?? [];
	expect(request.layers[1]?.commands).not.toHaveProperty(command);
	// it is kept as it was written
	const again = parseImageRequest(formatImageRequest(request));
	expect(again.problems.map((problem) => problem.message)).toEqual([`${message}.`]);
});

test.each([
	`textPs=a&textPath=${LINE}&pathAttr=norm,0,0.5`,
	'textPs=a&textAngle=90',
	`textPs=a&textFlowPath=${LINE}&textFlowXPath=${LINE}&textAngle=9`,
	'text=a&textPath=&textFlowPath=',
	'textPs=a&textFlowXPath=',
	`text=a&size=9,9&perspective=${CORNERS}`,
	`src=a&scale=2&perspective=${CORNERS}`,
	`src=a&size=0,0&perspective=${CORNERS}`,
	'src=a&size=9,9',
])('nothing to tell of %s', (query) => {
	expect(parse(query).problems).toEqual([]);
});
