import { type Answerer, refusal } from '../answer.js';
import { fieldText } from './record-fields.js';

/**
 * Answers only if the item is of the type that `type=` names, to the letter. An item without a type is of
 * any, and `type=` without a value asks for any.
 * @see `r-type.md`
 */
export function ofType(answer: Answerer): Answerer {
	return (request, resources) => {
		const { type = '' } = request.commands;
		const own = fieldText(request.object?.record, 'UserType');
		if (type === '' || own === '' || own === type) return answer(request, resources);
		return refusal(`The item is of type ${JSON.stringify(own)}, not ${JSON.stringify(type)}.`);
	};
}
