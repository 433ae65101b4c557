/** Longest wait for an update, in seconds: it fetches the manifest and all pictures that it names. */
export const UPDATE_SECONDS = 120;
