/** Trusted Types, where the browser has them. */
interface TrustedTypes {
	createPolicy(name: string, rules: { createScriptURL(url: string): string }): Policy;
}

interface Policy {
	createScriptURL(url: string): string;
}

let policy: Policy | undefined;

/**
 * A page that wants Trusted Types lets no plain text name a script, the worker's neither. The name of the policy
 * has to be in the page's `trusted-types`; docs/recipes.md
 */
export function trustedScriptUrl(url: string): string {
	const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
	try {
		policy ??= trustedTypes?.createPolicy('image-understudy', { createScriptURL: (text) => text });
	} catch {
		// the page does not know this policy: the browser has the last word
	}
	return policy?.createScriptURL(url) ?? url;
}
