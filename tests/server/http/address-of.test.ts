import type { IncomingMessage } from 'node:http';
import { describe, expect, test } from 'vitest';
import { addressOf } from '../../../server/http/address-of.ts';

function request(remoteAddress: string, forwarded?: string): IncomingMessage {
  return { socket: { remoteAddress }, headers: { 'x-forwarded-for': forwarded } } as unknown as IncomingMessage;
}

describe('The address of a request', () => {
  test.each(['127.0.0.1', '::1', '::ffff:127.0.0.1'])('is what a proxy at %s has added last', (proxy) => {
    const behindProxy = true;
    expect(addressOf(request(proxy, '10.9.9.9, 203.0.113.7'), { behindProxy })).toBe('203.0.113.7');
    expect(addressOf(request(proxy, '2001:db8::7'), { behindProxy })).toBe('2001:db8:0:0::/64');
    const own = proxy.replace('::ffff:', '');
    expect(addressOf(request(proxy, '10.9.9.9, unknown'), { behindProxy })).toBe(own);
    expect(addressOf(request(proxy), { behindProxy })).toBe(own);
  });

  test('is the connection’s own where no proxy of ours stands in front', () => {
    expect(addressOf(request('127.0.0.1', '203.0.113.7'), { behindProxy: false })).toBe('127.0.0.1');
    expect(addressOf(request('198.51.100.2', '203.0.113.7'), { behindProxy: true })).toBe('198.51.100.2');
  });

  test.each([
    ['2001:db8:1:2::1', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2:ffff:eeee:dddd:cccc', '2001:db8:1:2::/64'],
    ['2001:db8:1::9', '2001:db8:1:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::ffff:198.51.100.2', '198.51.100.2'],
  ])('is one for all that one party may take: %s counts as %s', (address, counted) => {
    expect(addressOf(request(address), { behindProxy: false })).toBe(counted);
  });
});
