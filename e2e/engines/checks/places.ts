import { coloursAt, placeCentres, places } from '../../shop/places.js';
import { expect, type Stage, test } from '../stage.js';

const GREEN =
	'<svg xmlns="http://www.w3.org/2000/svg" width="60" height="60"><rect width="60" height="60" fill="#0f0"/></svg>';

let pages = 0;

/** A page of pictures in backgrounds, SVG images, posters and image buttons. */
function placesIn(stage: Stage): string {
	stage.images.setPicture('Acme/green', GREEN);
	return places((name) => stage.image('Acme/green', `wid=60&fmt=png&place=${name}&n=${++pages}`));
}

/** What Firefox draws from its memory of the document, whatever the server sends by now. */
const KEPT_BY_FIREFOX = ['SVG image', 'SVG image xlink:href', 'video poster', 'input type=image'];

/** Waits until every place of the page shows this colour, but for those of these names. */
async function expectPlaces(stage: Stage, colour: string, except: readonly string[] = []): Promise<void> {
	await expect
		.poll(
			async () => {
				const centres = await stage.evaluate(placeCentres);
				return Object.entries(await coloursAt(centres, await stage.screenshot())).filter(
					([name, shown]) => shown !== colour && !except.includes(name),
				);
			},
			{ timeout: 20_000 },
		)
		.toEqual([]);
}

test('first visit: what broke before the worker was there is replaced', async ({ stage }) => {
	const body = placesIn(stage);
	await stage.images.setFault('*', { type: 'missing' });
	await stage.open(body);
	await expectPlaces(stage, 'blue');
});

test('good pictures are shown', async ({ stage }) => {
	await stage.open(placesIn(stage));
	await expectPlaces(stage, 'green');
});

test('missing pictures show substitutes', async ({ stage }) => {
	await stage.openCovered();
	await stage.images.setFault('*', { type: 'missing' });
	await stage.open(placesIn(stage));
	await expectPlaces(stage, 'blue');
});

test('healing: pictures come by themselves when their server is well again', async ({ stage, engine }) => {
	await stage.openCovered();
	await stage.images.setFault('*', { type: 'status', status: 503 });
	await stage.open(placesIn(stage));
	await expectPlaces(stage, 'blue');
	await stage.images.setFault('*', undefined);
	await expectPlaces(stage, 'green', engine === 'firefox' ? KEPT_BY_FIREFOX : []);
});

test('failures that are hidden for want of CORS are replaced', async ({ stage }) => {
	await stage.openCovered();
	await stage.images.setFault('*', { type: 'no-cors', status: 404 });
	await stage.open(placesIn(stage));
	await expectPlaces(stage, 'blue');
});
