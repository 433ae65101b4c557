import type { Answerer } from '../answer.js';

/**
 * Whether there is a record, in the catalog or the default catalog. It says nothing of files without one.
 * @see `r-exists.md`
 */
export const exists: Answerer = ({ object }) => ({
	properties: [['catalogRecord.exists', object?.record === undefined ? '0' : '1']],
});
