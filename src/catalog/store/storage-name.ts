/**
 * The name of what a registration stores. Several registrations of one origin share its storage, so each
 * has a name of its own; that of the whole site is the plain one.
 */
export function storageName(): string {
	const { registration } = globalThis as { readonly registration?: { readonly scope: string } };
	const path = registration === undefined ? '/' : new URL(registration.scope).pathname;
	return path === '/' ? 'image-understudy' : `image-understudy ${path}`;
}
