/** Text as HTML, also inside attributes in double quotes. */
export function escapeHtml(text: string): string {
	return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** The element of that id. @throws if the page has none: page and script do not fit together */
export function byId<E extends HTMLElement>(id: string, type: new () => E): E {
	const element = document.getElementById(id);
	if (element instanceof type) return element;
	throw new Error(`The page lacks a ${type.name} with the id ${id}`);
}
