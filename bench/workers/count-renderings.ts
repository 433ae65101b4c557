/** Comes before a worker's own script, and answers `count-renderings` with how many pictures it has encoded since it started. */
let renderings = 0;
const { convertToBlob } = OffscreenCanvas.prototype;

OffscreenCanvas.prototype.convertToBlob = function (options) {
	renderings += 1;
	return convertToBlob.call(this, options);
};

addEventListener('message', (event) => {
	if (event.data === 'count-renderings') event.ports[0]?.postMessage(renderings);
});

export {};
