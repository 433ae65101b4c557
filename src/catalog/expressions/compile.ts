import { PatternError } from './pattern-error.js';

/**
 * @param written what to call it if it is no regular expression
 * @throws PatternError
 */
export function compile(source: string, flags: string, written: string): RegExp {
	try {
		return new RegExp(source, flags);
	} catch (cause) {
		throw new PatternError(`${written} is no regular expression`, { cause });
	}
}
