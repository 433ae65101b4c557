/** The public entry `image-understudy/manifest`. */
export { checkManifest } from './manifest/check-manifest.js';
export {
	type Manifest,
	type ManifestCatalog,
	type ManifestCatalogs,
	type ManifestOptions,
	type Policy,
	parseManifest,
	type Rule,
	type Server,
} from './manifest/manifest.js';
export { ManifestError, type Notice } from './manifest/manifest-error.js';
