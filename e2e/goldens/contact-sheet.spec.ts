import { expect, test } from '@playwright/test';
import { contactSheet, type Drawn } from './contact-sheet.js';

const equal = { share: 0, isSameSize: true };
const drawn = (worker: Drawn['worker']): Drawn => ({ worker, node: equal });

test('the contact sheet begins with what differs, and marks it', async ({ page }) => {
	const html = contactSheet([
		{ row: ['plain', 'wid', '/a?wid=1&hei=2'], drawn: drawn(equal) },
		{ row: ['other', 'wid', '/a?wid=1'], drawn: drawn({ share: 0.25, isSameSize: true }) },
		{ row: ['larger', 'wid', '/a?wid=1'], drawn: drawn({ share: 1, isSameSize: false }) },
		{ row: ['late', 'DefaultPix', '/a', { attributes: { DefaultPix: '9,9' } }], drawn: undefined },
	]);
	await page.setContent(html);
	await expect(page.locator('h1 + p')).toHaveText('3 of 4 differ, or were not drawn: other, larger, late');
	await expect(page.locator('h1 + p a').first()).toHaveAttribute('href', '#other');
	await expect(page.locator('tr.odd b')).toHaveText(['other', 'larger', 'late']);
	await expect(page.locator('#other td').nth(4)).toContainText('25.00 %');
	await expect(page.locator('#larger td').nth(4)).toHaveText('another size');
	await expect(page.locator('#late td').first()).toContainText('DefaultPix=9,9');
	await expect(page.locator('#plain code')).toHaveText('/a?wid=1&hei=2');
});

test('nothing differs: the contact sheet says so', async ({ page }) => {
	await page.setContent(contactSheet([{ row: ['plain', 'wid', '/a?wid=1'], drawn: drawn(equal) }]));
	await expect(page.locator('h1 + p')).toHaveText('All 1 are drawn as they are kept.');
});
