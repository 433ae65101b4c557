/** The public entry `image-understudy/manifest`. */
export { checkManifest } from './check-manifest.js';
export {
	type Manifest,
	type ManifestCatalog,
	type ManifestCatalogs,
	type ManifestOptions,
	type Policy,
	parseManifest,
	type Rule,
	type Server,
} from './manifest.js';
export { ManifestError, type Notice } from './manifest-error.js';
