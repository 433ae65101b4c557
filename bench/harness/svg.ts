/** What charts look like, on light and on dark pages. */
export const STYLE =
	'<style>text{font:12px system-ui,sans-serif;fill:#1f2328}.heading{font-weight:600}.bar{fill:#9db4c8}.own{fill:#c2571a}.whisker{stroke:#1f2328;stroke-opacity:.6}.axis{fill:none;stroke:#1f2328;stroke-opacity:.3}.curve{fill:none;stroke:#c2571a;stroke-width:1.5}@media(prefers-color-scheme:dark){text{fill:#e6edf3}.bar{fill:#56718a}.own{fill:#e07b39}.whisker,.axis{stroke:#e6edf3}.curve{stroke:#e07b39}}</style>';

export function escapeXml(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
