import type { Address, Link, Namespace } from '../../../sandbox/observation.ts';
import { inSubnet, ipv4Number } from '../address.ts';

export function ipv4Addresses({ addresses }: Link): Address[] {
  return addresses.filter(({ family }) => family === 'inet');
}

export function linkByIndex(namespace: Namespace, index: number | undefined): Link | undefined {
  return index === undefined ? undefined : namespace.links.find((link) => link.index === index);
}

export function isLoopbackAddress(address: string): boolean {
  return address.startsWith('127.');
}

/** The interface whose address this is, up or down: the kernel does not mind. All of the subnet of `lo` is its own. */
export function localLink(namespace: Namespace, address: string): Link | undefined {
  return namespace.links.find((link) =>
    ipv4Addresses(link).some((own) => own.address === address || (isLoopback(link) && inSubnet(address, own))),
  );
}

export function isLoopback({ kind }: Link): boolean {
  return kind === 'loopback';
}

/** What the kernel takes an address for, seen from a namespace. */
export function addressType(namespace: Namespace, address: string): 'LOCAL' | 'BROADCAST' | 'MULTICAST' | 'UNICAST' {
  if (localLink(namespace, address) !== undefined) return 'LOCAL';
  if (isBroadcast(namespace, address)) return 'BROADCAST';
  const first = Number(address.split('.')[0]);
  return first >= 224 && first < 240 ? 'MULTICAST' : 'UNICAST';
}

function isBroadcast({ links }: Namespace, address: string): boolean {
  if (address === '255.255.255.255') return true;
  return links.some((link) => link.up && !isLoopback(link) && ipv4Addresses(link).some((own) => isLastOf(own, address)));
}

/** Whether an address is the last of a subnet that has room for one that means all. */
function isLastOf(own: Address, address: string): boolean {
  if (own.prefixLength > 30 || !inSubnet(address, own)) return false;
  const size = 2 ** (32 - own.prefixLength);
  return (ipv4Number(address) ?? 0) % size === size - 1;
}

/** The address that the kernel puts on what leaves by an interface, when nothing else says which. */
export function addressFor(namespace: Namespace, link: Link, nextHop: string): string | undefined {
  // What is good for the loopback alone is put on nothing else, nor on what goes to another of one's own addresses.
  const own = ipv4Addresses(link).filter(({ address }) => !isLoopbackAddress(address));
  const near = own.find((address) => inSubnet(nextHop, address)) ?? own[0];
  if (near !== undefined) return near.address;
  const others = namespace.links.filter((other) => other.up && !isLoopback(other)).flatMap(ipv4Addresses);
  return others[0]?.address;
}
