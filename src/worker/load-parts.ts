import type { InstallerModule } from './fallback-module.js';

/** The part that validates a manifest and puts its rules in force. */
export function loadInstaller(): Promise<InstallerModule> {
	return import('./install/install-rules.js');
}

/**
 * Loads all parts. The drop-in worker does it during `install`: the browser keeps the scripts that are imported
 * then, and gives no others later.
 */
export async function loadParts(): Promise<void> {
	await Promise.all([
		loadInstaller(),
		import('./renderer.js'),
		import('../render/encode/file-writers.js'),
		import('../render/pixels/filters.js'),
		import('../render/text/shaped-text.js'),
	]);
}
