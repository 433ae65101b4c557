import { count } from '../count.js';
import { type Audit, type AuditFinding, describeSubstitute } from './findings.js';

/** A broken image with the picture that would be shown, or why there is none. */
export interface IllustratedFinding extends AuditFinding {
	readonly shown: { readonly picture: string } | { readonly fault: string };
}

/** One HTML page that needs nothing else: today's answer and the layer's, side by side. */
export function reportPage(
	{ images, broken, unclear }: Audit,
	findings: readonly IllustratedFinding[],
): string {
	const rest = unclear > 0 ? `; ${count(unclear, 'URL')} could not be asked for` : '';
	const title = `${broken} of ${count(images, 'image')} ${broken === 1 ? 'is' : 'are'} broken`;
	return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>
	:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
	body { max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
	table { width: 100%; border-collapse: collapse; }
	th, td { padding: 0.5rem; border-top: 1px solid #8884; text-align: start; vertical-align: top; }
	img { max-width: 12rem; max-height: 12rem; }
	code { overflow-wrap: anywhere; }
	small { display: block; }
</style>
<h1>${title}</h1>
<p>Asked on ${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC${rest}.</p>
<table>
<thead><tr><th>Image</th><th>Today</th><th>With the layer</th></tr></thead>
<tbody>
${findings.map(row).join('\n')}
</tbody>
</table>
</html>
`;
}

function row({ url, status, reason, serverText, pages, substitute, shown }: IllustratedFinding): string {
	const answer = [status === 0 ? 'no answer' : String(status), reason].join(', ');
	const picture = 'picture' in shown ? `<img src="${escapeHtml(shown.picture)}" alt="">` : '';
	const fault = 'fault' in shown ? `<small>${escapeHtml(shown.fault)}</small>` : '';
	return `<tr>
<td><code>${escapeHtml(url)}</code><small>${pages.map(escapeHtml).join(', ')}</small></td>
<td><img src="${escapeHtml(url)}" alt="broken" loading="lazy"><small>${escapeHtml(answer)}</small><small>${escapeHtml(serverText)}</small></td>
<td>${picture}<small>${escapeHtml(describeSubstitute(substitute))}</small>${fault}</td>
</tr>`;
}

function escapeHtml(text: string): string {
	return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
