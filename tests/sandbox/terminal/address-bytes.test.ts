import { expect, test } from 'vitest';
import { addressBytes } from '../../../sandbox/terminal/address-bytes.ts';

test.each([
  ['127.0.0.1', '7f000001'],
  ['::', '00000000000000000000000000000000'],
  ['::1', '00000000000000000000000000000001'],
  ['2001:db8::8a2e:370:7334', '20010db80000000000008a2e03707334'],
  ['fe80:0:0:0:1:2:3:4', 'fe800000000000000001000200030004'],
  ['::ffff:10.0.0.7', '00000000000000000000ffff0a000007'],
])('%s is %s', (address, bytes) => {
  expect(addressBytes(address).toString('hex')).toBe(bytes);
});

test.each(['', 'localhost', '127.1', '::1%lo', '1.2.3.4.5'])('%j is no address', (address) => {
  expect(() => addressBytes(address)).toThrow(TypeError);
});
