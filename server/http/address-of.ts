import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { isLoopback } from './request-guard.ts';

/**
 * The network address that a request comes from. With a proxy of ours on this machine that is the hop which the proxy has
 * added; what stands before it, and what anybody else says, is hearsay.
 */
export function addressOf(request: IncomingMessage, { behindProxy }: { readonly behindProxy: boolean }): string {
  const peer = request.socket.remoteAddress ?? '';
  if (!behindProxy || !isLoopback(peer.replace(/^::ffff:/, ''))) return peer;
  const hops = [request.headers['x-forwarded-for'] ?? ''].flat().join(',');
  const last = hops.split(',').at(-1)?.trim() ?? '';
  return isIP(last) === 0 ? peer : last;
}
