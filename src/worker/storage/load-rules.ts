import { readCatalogs } from '../../catalog/store/rule-store.js';
import { Rules } from '../../catalog/store/rules.js';
import type { Settings } from '../../catalog/store/settings.js';
import { RecordMemory } from './record-memory.js';

/**
 * @param onLost told when a record cannot be read: other rules may be in force by now
 * @throws RulesLostError
 */
export async function loadRules(settings: Settings, onLost: () => void = () => {}): Promise<Rules> {
	const catalogs = await readCatalogs(settings.generation);
	const records = new RecordMemory(settings.generation);
	return new Rules(settings, catalogs, catalogs, (key) => {
		const record = records.get(key);
		record.catch(onLost);
		return record;
	});
}
