import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatAddress, inSubnet, ipv4Number, prefixLengthOf, subnetOf } from '../../../labs/core/address.ts';

const address = fc.ipV4();
const prefixLength = fc.integer({ min: 0, max: 32 });

describe('An IPv4 address', () => {
  test.each(['172.17.0', '172.17.0.256', '172.17.0.1/16', 'a.b.c.d', '', ' 10.0.0.1', '1e1.0.0.1'])('is not %j', (text) => {
    expect(ipv4Number(text)).toBeUndefined();
  });

  test('lies in the subnet it is an address of', () => {
    fc.assert(fc.property(address, prefixLength, (of, length) => inSubnet(of, { address: of, prefixLength: length })));
  });

  test('lies in the same subnet as its neighbour, and not beyond the mask', () => {
    const docker0 = { address: '172.17.0.1', prefixLength: 16 };
    expect(inSubnet('172.17.255.254', docker0)).toBe(true);
    expect(inSubnet('172.18.0.1', docker0)).toBe(false);
    expect(inSubnet('not an address', docker0)).toBe(false);
  });

  test('is shown with its prefix length, and its subnet with zeros', () => {
    expect(formatAddress({ address: '172.17.0.1', prefixLength: 16 })).toBe('172.17.0.1/16');
    expect(subnetOf({ address: '172.17.42.9', prefixLength: 16 })).toBe('172.17.0.0/16');
    expect(subnetOf({ address: '192.168.0.77', prefixLength: 26 })).toBe('192.168.0.64/26');
  });
});

describe('A mask', () => {
  test.each([
    ['255.255.0.0', 16],
    ['0xffff0000', 16],
    ['255.255.255.255', 32],
    ['0.0.0.0', 0],
  ])('%s is /%i', (mask, length) => {
    expect(prefixLengthOf(mask)).toBe(length);
  });

  test.each(['255.0.255.0', '172.17.0.1', '0xffff', 'mask'])('is not %j', (text) => {
    expect(prefixLengthOf(text)).toBeUndefined();
  });
});
