import type { Rules } from '../../catalog/store/rules.js';
import type { ImageRequest } from '../../protocol/image-request.js';
import { type SourceVerdicts, sourceVerdicts } from '../rules/source-verdicts.js';
import { loadAsset, PictureMissingError } from './assets.js';

/** Which images of a request are missing, by asking for each of them as the worker does. */
export function askForSources(request: ImageRequest, rules: Rules): Promise<SourceVerdicts> {
	return sourceVerdicts(request, (object) =>
		loadAsset(object, rules).then(
			() => 'there',
			(error) => (error instanceof PictureMissingError ? 'missing' : 'unknown'),
		),
	);
}
