/** Loads something when it is first needed; what could not be loaded is tried again the next time. */
export function loadOnce<Part>(load: () => Promise<Part>): () => Promise<Part> {
	let loading: Promise<Part> | undefined;
	return () => {
		loading ??= load().catch((error) => {
			loading = undefined;
			throw error;
		});
		return loading;
	};
}
