import type { UnderstudyEvent } from './shop-messages.js';

/** The newest lines are kept, in number. */
const KEPT = 200;

/** The list of what the layer did, newest first. */
export class EventLog {
	constructor(private readonly list: HTMLElement) {}

	add(event: UnderstudyEvent): void {
		const cells = cellsOf(event);
		if (!cells) return;
		const row = document.createElement('li');
		row.className = event.name;
		row.append(cell('time', new Date().toLocaleTimeString('en-GB')));
		for (const [name, text] of Object.entries(cells)) row.append(cell(name, text));
		this.list.prepend(row);
		while (this.list.childElementCount > KEPT) this.list.lastElementChild?.remove();
	}

	clear(): void {
		this.list.replaceChildren();
	}
}

function cell(name: string, text: string): HTMLElement {
	const element = document.createElement('span');
	element.className = name;
	element.textContent = text;
	return element;
}

type Cells = Readonly<Record<'picture' | 'reason' | 'result', string>>;

/** undefined: nothing worth a line */
function cellsOf(event: UnderstudyEvent): Cells | undefined {
	switch (event.name) {
		case 'substitute': {
			const { url, reason, status, kind, object } = event.detail;
			const shown = kind === 'none' ? 'let through' : kind.replace('-', ' ');
			return {
				picture: objectOf(url),
				reason: status === 0 ? reason : `${reason} (${status})`,
				result: object === undefined ? shown : `${shown} ${object}`,
			};
		}
		case 'heal':
			return { picture: objectOf(event.detail.url), reason: 'well again', result: 'its own picture' };
		case 'manifest': {
			if (event.detail.state === 'unchanged') return undefined;
			return {
				picture: 'image-fallback.json',
				reason: event.detail.version ?? '',
				result: 'rules installed',
			};
		}
		case 'error':
			return {
				picture: event.detail.path ?? event.detail.code,
				reason: 'error',
				result: event.detail.message,
			};
		case 'progress':
			return undefined;
	}
}

function objectOf(url: string): string {
	return decodeURIComponent(new URL(url).pathname.replace(/^\/is\/image\//, ''));
}
