/** What page and worker say to each other. Types only, no behaviour. */

/** What was put in the place of an image. */
export type SubstituteKind = 'default-image' | 'layer-default' | 'error-image' | 'last-good' | 'properties';

/** Why the image failed. */
export type FailureReason =
	| 'missing'
	| 'refused'
	| 'invalid'
	| 'server'
	| 'overload'
	| 'timeout'
	| 'network'
	| 'content'
	| 'decode';

export type Mode = 'on' | 'observe' | 'off';

/** Page to worker. One that comes with a MessagePort is answered on it: with an error if need be. */
export type PageMessage =
	| { readonly type: 'understudy:status' }
	/** `force`: ask the shop's server even if its cache headers say the manifest is fresh */
	| { readonly type: 'understudy:update'; readonly force: boolean }
	/** images that the page saw break although the worker had let them pass */
	| { readonly type: 'understudy:broken'; readonly urls: readonly string[] }
	/** which of these were answered with a substitute when they were last asked for? */
	| { readonly type: 'understudy:marks'; readonly urls: readonly string[] }
	/** does the server send this picture by now? Answered with `probed` */
	| { readonly type: 'understudy:probe'; readonly url: string }
	/** this picture, which only the page could judge, is well by now; `isMirrored` as it was said with `look` */
	| {
			readonly type: 'understudy:seen';
			readonly url: string;
			readonly isMirrored?: boolean | undefined;
	  }
	/** the network is back: what could not be reached may be asked for again */
	| { readonly type: 'understudy:online' }
	/** a page has registered the worker and wants to be covered, whatever was before */
	| { readonly type: 'understudy:claim' }
	/** delete all that is stored */
	| { readonly type: 'understudy:forget' };

/** Worker to page. */
export type WorkerMessage =
	| SubstituteMessage
	| ProgressMessage
	| ManifestMessage
	| ErrorMessage
	| StatusMessage
	/** ask for these images again: their bytes will be looked at before they are answered */
	| { readonly type: 'understudy:retry'; readonly urls: readonly string[] }
	/** `since`: when the worker was started or took over, in milliseconds since the epoch; what was before, it may not know */
	| {
			readonly type: 'understudy:marks';
			readonly marks: readonly SubstituteMark[];
			readonly since: number;
	  }
	/**
	 * `reason`: what is wrong. `look`: at this address the page gets what came; only it can see whether it is a
	 * picture. `isMirrored`: of the server's mirror
	 */
	| {
			readonly type: 'understudy:probed';
			readonly well: boolean;
			readonly reason?: FailureReason;
			readonly look?: string;
			readonly isMirrored?: boolean;
	  }
	/** a picture came after its time was over, or (`url` is an origin) a server is back: ask again */
	| { readonly type: 'understudy:arrived'; readonly url: string }
	| { readonly type: 'understudy:forgotten' };

/** An image URL that shows a substitute. */
export interface SubstituteMark {
	readonly url: string;
	readonly kind: SubstituteKind;
	readonly reason: FailureReason;
}

export interface SubstituteMessage {
	readonly type: 'understudy:substitute';
	readonly url: string;
	/** `none`: no substitute was given, the failure went through to the page */
	readonly kind: SubstituteKind | 'none';
	readonly reason: FailureReason;
	/** status of the image server, 0 if there was none */
	readonly status: number;
	/** the object that was shown, e.g. `Acme/no-image` */
	readonly object: string | undefined;
	/** true: nothing was replaced, this is what would have been (`mode: "observe"`) */
	readonly observed: boolean;
	/** what of the substitute could not be drawn as documented, in sentences; absent: all of it was */
	readonly notes?: readonly string[];
	/** milliseconds since the epoch */
	readonly time: number;
}

export interface ProgressMessage {
	readonly type: 'understudy:progress';
	readonly step: 'rules' | 'assets' | 'done';
	/** of `assets`: how many are there, how many are fetched */
	readonly total: number;
	readonly done: number;
}

export interface ManifestMessage {
	readonly type: 'understudy:manifest';
	/** the manifest's own `version`, or undefined if it has none */
	readonly version: string | undefined;
	readonly state: 'installed' | 'unchanged';
}

export type ErrorCode =
	/** no manifest could be fetched */
	| 'manifest-unavailable'
	/** the manifest is no JSON or breaks the schema; the previous rules stay */
	| 'manifest-invalid'
	/** a default or error image could not be fetched, decoded or rendered */
	| 'substitute-unavailable'
	/** a font of the font map could not be fetched or is no font; a similar one is drawn */
	| 'font-unavailable'
	/** IndexedDB or Cache Storage refused */
	| 'storage'
	/** anything unforeseen; the page got what it would have got */
	| 'internal';

export interface ErrorMessage {
	readonly type: 'understudy:error';
	readonly code: ErrorCode;
	readonly message: string;
	/** where in the manifest, e.g. `$.servers[0].origin` */
	readonly path?: string;
}

export interface StatusMessage {
	readonly type: 'understudy:status';
	readonly mode: Mode;
	/** undefined: no rules are installed, the layer steps aside */
	readonly manifest:
		| { readonly url: string; readonly version: string | undefined; readonly installedAt: number }
		| undefined;
	/** URL prefixes of the image servers, e.g. `https://images.example.com/is/image/` */
	readonly servers: readonly string[];
	/** substitutions since the worker started */
	readonly substitutions: number;
	/** the same by what was wrong, with failures that went through to the page */
	readonly failures: Readonly<Partial<Record<FailureReason, number>>>;
	/** servers that cannot be reached, and when the next request tries them, in milliseconds since the epoch */
	readonly unreachable: readonly { readonly origin: string; readonly until: number }[];
	/** of the whole site, in bytes, as the browser estimates it; undefined: it does not say */
	readonly storage: { readonly usage: number; readonly quota: number } | undefined;
}
