import { expect, test } from 'vitest';
import { addressFilter, includesAddress } from './address-filter.js';

test.each([
	['192.168.12.0/23', '192.168.12.0', true],
	['192.168.12.0/23', '192.168.13.255', true],
	['192.168.12.0/23', '192.168.14.0', false],
	['0.0.0.0/0', '255.255.255.255', true],
	['192.0.0.0/8', '192.255.0.1', true],
	['10.0.0.1', '10.0.0.1', true],
	['10.0.0.1', '10.0.0.2', false],
	['10.0.0.1, 172.16.0.0/12', '172.31.255.255', true],
])('catalog-and-errors 66, protocol 45: %s, client %s -> %s', (filter, address, passes) => {
	expect(includesAddress(addressFilter.parse(filter) ?? [], address)).toBe(passes);
});

test.each(['', '300.0.0.1', '10.0.0', '10.0.0.1/33', 'shop.test'])('%j is no address filter', (value) => {
	expect(addressFilter.parse(value)).toBeUndefined();
});
