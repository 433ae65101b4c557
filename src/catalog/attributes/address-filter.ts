import type { AttributeType } from './attribute-types.js';

/** IPv4 networks a client may come from (`r-clientaddressfilter.md`, `r-addressfilter-rule.md`). */
export interface AddressRange {
	/** the network's first address as an unsigned 32-bit number */
	readonly first: number;
	/** the network's last address, included */
	readonly last: number;
}

/** Comma list of `ddd.ddd.ddd.ddd[/0..32]`; no browser knows its own address, a server-side renderer may. */
export const addressFilter: AttributeType<readonly AddressRange[]> = {
	form: 'a list of addresses or networks, e.g. 192.168.12.0/23',
	parse(value) {
		const ranges = value.split(',').map((item) => addressRange(item.trim()));
		return ranges.every((range) => range !== undefined) ? ranges : undefined;
	},
};

export function includesAddress(ranges: readonly AddressRange[], address: string): boolean {
	const number = addressNumber(address);
	return number !== undefined && ranges.some(({ first, last }) => first <= number && number <= last);
}

function addressRange(item: string): AddressRange | undefined {
	const match = /^([\d.]+)(?:\/(\d{1,2}))?$/.exec(item);
	const address = addressNumber(match?.[1] ?? '');
	const bits = match?.[2] === undefined ? 32 : Number(match[2]);
	if (address === undefined || bits > 32) return undefined;
	const hosts = 2 ** (32 - bits);
	const first = address - (address % hosts);
	return { first, last: first + hosts - 1 };
}

function addressNumber(address: string): number | undefined {
	const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(address);
	if (match === null) return undefined;
	const bytes = match.slice(1).map(Number);
	return bytes.every((byte) => byte <= 255) ? bytes.reduce((sum, byte) => sum * 256 + byte, 0) : undefined;
}
