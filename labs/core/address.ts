import type { Address } from '../../sandbox/observation.ts';

const DOTTED_QUAD = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;

/** An IPv4 address as a number, or `undefined` when the text is none. */
export function ipv4Number(text: string): number | undefined {
  const match = DOTTED_QUAD.exec(text);
  if (match === null) return undefined;
  const bytes = match.slice(1).map(Number);
  return bytes.every((byte) => byte <= 255) ? bytes.reduce((sum, byte) => sum * 256 + byte, 0) : undefined;
}

/** Whether an IPv4 address lies in the network that `of` is an address of. */
export function inSubnet(address: string, of: Pick<Address, 'address' | 'prefixLength'>): boolean {
  const [one, other] = [ipv4Number(address), ipv4Number(of.address)];
  if (one === undefined || other === undefined || of.prefixLength > 32) return false;
  const size = 2 ** (32 - of.prefixLength);
  return Math.floor(one / size) === Math.floor(other / size);
}

/** `172.17.0.1/16`. */
export function formatAddress({ address, prefixLength }: Pick<Address, 'address' | 'prefixLength'>): string {
  return `${address}/${prefixLength}`;
}

/** `/16` for `255.255.0.0` or `0xffff0000`; `undefined` for what is no mask. */
export function prefixLengthOf(mask: string): number | undefined {
  const number = /^0x[0-9a-f]{8}$/i.test(mask) ? Number(mask) : ipv4Number(mask);
  if (number === undefined) return undefined;
  const prefixLength = number.toString(2).padStart(32, '0').indexOf('0');
  const length = prefixLength === -1 ? 32 : prefixLength;
  return number === 2 ** 32 - 2 ** (32 - length) ? length : undefined;
}

/** The `172.17.0.0/16` that an address belongs to. */
export function subnetOf({ address, prefixLength }: Pick<Address, 'address' | 'prefixLength'>): string {
  const size = 2 ** (32 - prefixLength);
  const first = Math.floor((ipv4Number(address) ?? 0) / size) * size;
  return `${[24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256).join('.')}/${prefixLength}`;
}
