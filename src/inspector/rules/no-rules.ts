import { Rules } from '../../catalog/store/rules.js';
import { DEFAULT_LIMITS } from '../../protocol/limits.js';
import { DEFAULT_RENDER_LIMITS } from '../../render/index.js';

/** What templates are drawn with where no rules are installed: the built-in values. */
export function noRules(): Rules {
	const { layers, nesting, textLength } = DEFAULT_LIMITS;
	const limits = { layers, nesting, textLength, renderPixels: DEFAULT_RENDER_LIMITS.renderPixels };
	return new Rules(
		{
			...{ generation: 0, manifestUrl: location.href, version: undefined, digest: '', installedAt: 0 },
			...{ servers: [], mode: 'off', substituteStatus: 200, policy: {}, limits, messages: {} },
			...{ report: undefined, policies: undefined, lastGood: undefined },
		},
		{ default: {} },
		{},
		async () => undefined,
	);
}
