import { isIPv4, isIPv6 } from 'node:net';

const GROUPS = 8;

/** An IP address as the 4 or 16 bytes that it stands for. Throws for anything else. */
export function addressBytes(address: string): Buffer {
  if (isIPv4(address)) return Buffer.from(address.split('.').map(Number));
  if (!isIPv6(address) || address.includes('%')) throw new TypeError('not an IP address');
  // URL writes any form of an address in one way, an embedded IPv4 address as two groups.
  const canonical = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [head = [], tail = []] = canonical.split('::').map((part) => part.split(':').filter(Boolean));
  const zeros = Array<string>(GROUPS - head.length - tail.length).fill('0');
  const bytes = Buffer.alloc(2 * GROUPS);
  for (const [index, group] of [...head, ...zeros, ...tail].entries()) bytes.writeUInt16BE(Number.parseInt(group, 16), 2 * index);
  return bytes;
}
