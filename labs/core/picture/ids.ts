import type { Rule } from '../../../sandbox/observation.ts';
import { ipv4Number } from '../address.ts';

/** The id of an interface in a picture: unique while its namespace lives, as the kernel gives no index twice. */
export function interfaceId(namespaceId: string, index: number): string {
  return `${namespaceId}/${index}`;
}

/** The id of the wire between two interfaces, whichever of them is named first. */
export function wireEnds(one: string, other: string): { readonly id: string; readonly ends: readonly [string, string] } {
  const [lesser, greater] = one < other ? [one, other] : [other, one];
  return { id: `${lesser}~${greater}`, ends: [lesser, greater] };
}

interface TurnedPort {
  readonly protocol: string;
  readonly hostPort: number;
  readonly address: string;
  readonly port: number;
}

/** The id of a published port: what is asked for, and where the DNAT rule turns it to. */
export function publicationId({ protocol, hostPort, address, port }: TurnedPort, rule: Rule): string {
  return `${protocol}/${hostAddressOf(rule) ?? ''}:${hostPort}>${address}:${port}`;
}

/** The one address of the host that a DNAT rule is for. */
export function hostAddressOf({ destination }: Rule): string | undefined {
  const address = destination?.replace(/\/32$/, '');
  return address !== undefined && ipv4Number(address) !== undefined ? address : undefined;
}
