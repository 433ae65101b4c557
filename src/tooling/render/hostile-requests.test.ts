import { expect, test } from 'vitest';
import { drawRequest } from '../testing/draw-request.js';

test('thousands of shapes share the holes that thousands of paths make', async () => {
	const paths = 'M0,0L9,0,0,9'.repeat(4000);
	const request = `/c?size=99,99&textPs=x&textFlowPath=${paths}&textFlowXPath=${paths}`;
	expect((await drawRequest(request)).problems).toEqual([]);
});
