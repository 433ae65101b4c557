import * as v from 'valibot';
import { fileName, pair, recordHours } from './record-schema.js';
import { exactObject } from './schema-parts.js';
import { recordNumber, text } from './schema-values.js';

const bitRate = recordNumber(
	'bits per second as a whole number from 0',
	0,
	(value) => Number.isSafeInteger(value) && value >= 0,
);

/** One row of the static content, which has an id space of its own (`r-static-content-data.md`). */
export const staticRecord = exactObject(
	{
		Path: v.exactOptional(fileName),
		Expiration: v.exactOptional(recordHours),
		TimeStamp: v.exactOptional(v.union([text, v.number()])),
		UserType: v.exactOptional(text),
		UserData: v.exactOptional(text),
		VideoBitRate: v.exactOptional(bitRate),
		AudioBitRate: v.exactOptional(bitRate),
		TotalStreamBitRate: v.exactOptional(bitRate),
		VideoSize: v.exactOptional(pair),
	},
	{ noun: 'field of static content', example: '{"Path":"size-chart.pdf"}' },
);
