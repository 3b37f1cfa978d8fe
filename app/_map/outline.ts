import type { Picture } from '../../labs/core/picture/picture.ts';

/** They change with each packet. */
const COUNTERS = new Set(['rxPackets', 'txPackets', 'packets']);

/** All of a picture that does not count packets. */
export function outlineOf(picture: Picture): string {
  return JSON.stringify(picture, (key, value: unknown) => (COUNTERS.has(key) ? undefined : value));
}
