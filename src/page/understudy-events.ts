import type { ErrorMessage, ManifestMessage, ProgressMessage, SubstituteMessage } from '../messages.js';

/** What a message says. */
export type Detail<Message extends { readonly type: string }> = Omit<Message, 'type'>;

/** The events of an {@link Understudy} and the `detail` of each. */
export interface UnderstudyEvents {
	/** an image of this page was replaced (or, in mode `observe`, would have been) */
	substitute: CustomEvent<Detail<SubstituteMessage>>;
	/** where a substitute was shown, the picture itself is shown again */
	heal: CustomEvent<{ readonly url: string }>;
	/** new rules are in force */
	manifest: CustomEvent<Detail<ManifestMessage>>;
	/** the rules are being installed */
	progress: CustomEvent<Detail<ProgressMessage>>;
	/** something is wrong with the manifest or with a substitute; it is on the console too */
	error: CustomEvent<Detail<ErrorMessage>>;
}

/**
 * As every EventTarget; a listener's event has the `detail` that {@link UnderstudyEvents} says. Two signatures,
 * because of a union of listeners a compiler does not learn what the event of a function is.
 */
interface UnderstudyEventTarget extends EventTarget {
	addEventListener<Name extends keyof UnderstudyEvents>(
		type: Name,
		listener: (event: UnderstudyEvents[Name]) => void,
		options?: boolean | AddEventListenerOptions,
	): void;
	addEventListener(
		type: keyof UnderstudyEvents,
		listener: EventListenerOrEventListenerObject | null,
		options?: boolean | AddEventListenerOptions,
	): void;
	removeEventListener<Name extends keyof UnderstudyEvents>(
		type: Name,
		listener: (event: UnderstudyEvents[Name]) => void,
		options?: boolean | EventListenerOptions,
	): void;
	removeEventListener(
		type: keyof UnderstudyEvents,
		listener: EventListenerOrEventListenerObject | null,
		options?: boolean | EventListenerOptions,
	): void;
}

export const UnderstudyTarget = EventTarget as {
	new (): UnderstudyEventTarget;
	prototype: UnderstudyEventTarget;
};

/** Messages that the page hears of, each as the event that its type ends with. */
export type EventMessage =
	| SubstituteMessage
	| ManifestMessage
	| ProgressMessage
	| ErrorMessage
	| { readonly type: 'understudy:heal'; readonly url: string };

export function withoutType<Message extends { readonly type: string }>({
	type: _,
	...detail
}: Message): Detail<Message> {
	return detail;
}
