import type { AttributeType } from './attribute-types.js';

/** Offsets of the zone names that the documentation uses, in hours. */
const ZONES: Readonly<Record<string, number>> = {
	GMT: 0,
	UTC: 0,
	EST: -5,
	EDT: -4,
	CST: -6,
	CDT: -5,
	MST: -7,
	MDT: -6,
	PST: -8,
	PDT: -7,
	CET: 1,
	CEST: 2,
};

/**
 * Milliseconds since the epoch, or `mm/dd/yyyy hh:mm:ss zone`, or `mm/dd/yyyy hh:mm:ss GMT offset`
 * with the offset as hours or hours:minutes (`r-timestamp.md`). All parts are required.
 */
export const timeStamp: AttributeType<number> = {
	form: 'a time such as 07/25/2014 17:28:32 GMT -7',
	parse(value) {
		if (/^\d{1,15}$/.test(value)) return Number(value);
		const match =
			/^(\d{2})\/(\d{2})\/(\d{4})\s+(\d{2}):(\d{2}):(\d{2})\s+([A-Z]{3,4})(?:\s*([+-]?)(\d{1,2})(?::(\d{2}))?)?$/.exec(
				value,
			);
		const zone = match?.[7] ?? '';
		if (match === null || !Object.hasOwn(ZONES, zone)) return undefined;
		if (match[9] !== undefined && zone !== 'GMT') return undefined;
		const [month = 0, day = 0, year = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
		if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 59) {
			return undefined;
		}
		const sign = match[8] === '-' ? -1 : 1;
		const offset = (ZONES[zone] ?? 0) + sign * (Number(match[9] ?? 0) + Number(match[10] ?? 0) / 60);
		return Date.UTC(year, month - 1, day, hour, minute, second) - offset * 3_600_000;
	},
};
