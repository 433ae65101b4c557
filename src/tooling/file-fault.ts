/**
 * What a person can do something about, where Node names a system call.
 *
 * @returns undefined: the error is of another kind
 */
export function fileFault(error: unknown): string | undefined {
	const { code, path = '' } = (error ?? {}) as { readonly code?: string; readonly path?: string };
	if (code === 'ENOENT' && path !== '') return `${path}: there is no such file or folder`;
	if (code === 'EEXIST' && path !== '') return `${path} is a file; expected a folder`;
	if (code === 'ENOTDIR' && path !== '') return `${path} cannot be: a part of this path is a file`;
	if (code === 'EISDIR') return `${path === '' ? 'This' : path} is a folder; expected a file`;
	if (code === 'EACCES' && path !== '') return `${path} may not be opened`;
	return undefined;
}
