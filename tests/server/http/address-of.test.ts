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
    expect(addressOf(request(proxy, '2001:db8::7'), { behindProxy })).toBe('2001:db8::7');
    expect(addressOf(request(proxy, '10.9.9.9, unknown'), { behindProxy })).toBe(proxy);
    expect(addressOf(request(proxy), { behindProxy })).toBe(proxy);
  });

  test('is the connection’s own where no proxy of ours stands in front', () => {
    expect(addressOf(request('127.0.0.1', '203.0.113.7'), { behindProxy: false })).toBe('127.0.0.1');
    expect(addressOf(request('198.51.100.2', '203.0.113.7'), { behindProxy: true })).toBe('198.51.100.2');
  });
});
