import { articles } from './articles.js';
import { type Breakage, breakages, nameOfFault } from './breakages.js';
import { control, type Faults } from './control.js';
import { EventLog } from './event-log.js';
import { byId } from './html.js';
import { LinkedFrames } from './linked-frames.js';
import type { PictureCounts, ShopMessage } from './shop-messages.js';

const plainFrame = byId('plain', HTMLIFrameElement);
const shopFrame = byId('shop', HTMLIFrameElement);
const frames = new LinkedFrames([plainFrame, shopFrame]);
const log = new EventLog(byId('log', HTMLElement));

const target = byId('target', HTMLSelectElement);
const breakage = byId('breakage', HTMLSelectElement);
const broken = byId('broken', HTMLUListElement);
const problem = byId('problem', HTMLElement);

const names = new Map([
	['*', 'everything'],
	...articles.map(({ object, title }) => [object, title] as const),
]);
for (const { object, title } of articles) target.append(new Option(title, object));
for (const [key, { name }] of Object.entries(breakages)) breakage.append(new Option(name, key));

function offerFittingBreakages(): void {
	for (const option of breakage.options) {
		const { wholeOnly } = chosen(option.value);
		option.disabled = wholeOnly === true && target.value !== '*';
	}
	if (breakage.selectedOptions[0]?.disabled) breakage.selectedIndex = 0;
}

function chosen(key: string): Breakage {
	const found: Breakage | undefined = Object.entries(breakages).find(([name]) => name === key)?.[1];
	return found ?? breakages.missing;
}

function showFaults(faults: Faults): void {
	const chips = Object.entries(faults).map(([object, fault]) => {
		const chip = document.createElement('button');
		chip.type = 'button';
		chip.title = 'Mend it';
		chip.textContent = `${names.get(object) ?? object}: ${nameOfFault(fault)}`;
		chip.addEventListener('click', () => change(() => control.set(object, undefined)));
		const item = document.createElement('li');
		item.append(chip);
		return item;
	});
	broken.replaceChildren(...chips);
}

/** Changes what is broken, and plays both shops again. */
async function change(call: () => Promise<Faults>): Promise<void> {
	try {
		showFaults(await call());
		problem.textContent = '';
		log.clear();
		frames.reload();
	} catch (error) {
		problem.textContent = error instanceof Error ? error.message : String(error);
	}
}

function showCounts(frame: HTMLIFrameElement, counts: PictureCounts): void {
	const { total, waiting, broken: failed, substituted } = counts;
	const label = byId(`${frame.id}-counts`, HTMLElement);
	label.textContent = [
		failed > 0 ? `${failed} of ${total} pictures broken` : `${total - waiting} of ${total} pictures shown`,
		...(waiting > 0 ? [`${waiting} waiting`] : []),
		...(substituted > 0 ? [substituted === 1 ? '1 understudy' : `${substituted} understudies`] : []),
	].join(', ');
	label.dataset.state = failed > 0 ? 'broken' : waiting > 0 ? 'waiting' : 'well';
}

addEventListener('message', ({ origin, source, data }: MessageEvent<ShopMessage>) => {
	const frame = frames.owner(source);
	if (origin !== location.origin || !frame) return;
	switch (data.type) {
		case 'shop:ready':
			frames.follow(frame);
			break;
		case 'shop:pictures':
			showCounts(frame, data.counts);
			break;
		case 'shop:event':
			log.add(data.event);
			break;
	}
});

target.addEventListener('change', offerFittingBreakages);
byId('panel', HTMLFormElement).addEventListener('submit', (event) => {
	event.preventDefault();
	void change(() => control.set(target.value, chosen(breakage.value).fault));
});
byId('mend', HTMLButtonElement).addEventListener('click', () => change(control.mend));
byId('replay', HTMLButtonElement).addEventListener('click', () => change(control.breakAsAtFirst));

offerFittingBreakages();
// only now may the shops speak: whoever listens is there
plainFrame.src = '/plain/';
shopFrame.src = '/shop/';
showFaults(await control.read());
