/** Longest URL and longest name of an object in a report, in characters; what is longer is cut. */
export const MAX_URL = 1000;
export const MAX_OBJECT = 200;

/** Bounds of one report; browsers send 64 KiB at most on behalf of pages that may be gone. */
export const MAX_ENTRIES = 100;
export const MAX_BYTES = 48_000;
