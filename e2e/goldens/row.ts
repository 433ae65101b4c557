/**
 * One golden: its name, which is that of its file; what it shows, with blanks between (`without.ts` says what
 * that may be); and the request, as it comes after `/is/image`; PNG unless `fmt=` is given.
 */
export type Row = readonly [name: string, shows: string, request: string, options?: RowOptions];

export interface RowOptions {
	/** catalog attributes, as a catalog has them */
	readonly attributes?: Readonly<Record<string, string>>;
	/** names of objects that no server has, as `objectName` writes them: `defaultImage=` stands in for each */
	readonly missing?: readonly string[];
	/** a request that lacks what it shows, where nothing can be left out of this one */
	readonly unlike?: string;
	/** why the picture is the same with all that it shows as without; absent: each of it shows */
	readonly same?: string;
}
