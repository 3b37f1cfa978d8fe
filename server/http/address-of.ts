import type { IncomingMessage } from 'node:http';
import { isIP, isIPv6 } from 'node:net';
import { isLoopback } from './request-guard.ts';

/** What one IPv6 customer is given at the least; within it, addresses cost nothing. */
const PREFIX_GROUPS = 4;

/**
 * The network address that a request comes from, as limits count it: an IPv6 address stands for its /64. With a proxy of
 * ours on this machine it is the hop which the proxy has added; what stands before it, and what anybody else says, is hearsay.
 */
export function addressOf(request: IncomingMessage, { behindProxy }: { readonly behindProxy: boolean }): string {
  const peer = request.socket.remoteAddress ?? '';
  if (!behindProxy || !isLoopback(withoutMapping(peer))) return countedAs(peer);
  const hops = [request.headers['x-forwarded-for'] ?? ''].flat().join(',');
  const last = hops.split(',').at(-1)?.trim() ?? '';
  return countedAs(isIP(last) === 0 ? peer : last);
}

/** One name for all addresses that are surely of one party. */
function countedAs(address: string): string {
  const plain = withoutMapping(address);
  if (!isIPv6(plain) || isLoopback(plain)) return plain;
  return `${expanded(plain).slice(0, PREFIX_GROUPS).join(':')}::/64`;
}

function withoutMapping(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}

/** The groups of a valid IPv6 address, without leading zeros; the part after `%` is only this machine's name for a link. */
function expanded(address: string): string[] {
  // URL writes any form of an address in one way.
  const canonical = new URL(`http://[${address.replace(/%.*/, '')}]`).hostname.slice(1, -1);
  const [head = [], tail] = canonical.split('::').map((part) => part.split(':').filter(Boolean));
  if (tail === undefined) return head;
  return [...head, ...Array<string>(8 - head.length - tail.length).fill('0'), ...tail];
}
