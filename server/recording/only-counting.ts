import { type Delta, type Json, memberOf } from '../protocol/json-delta.ts';

/** What grows while nothing is built. */
const COUNTERS = new Set(['counters', 'packets', 'bytes', 'rxPackets', 'rxBytes', 'txPackets', 'txBytes', 'sequence', 'takenAt']);

/** Whether a change of this value is of its counters alone. */
export function isOnlyCounting(delta: Delta, before: Json): boolean {
  const [kind, change] = delta;
  if (kind === '=') return false;
  if (kind === 'k') {
    return change.every(([key, each]) => {
      return each !== null && (COUNTERS.has(key) || isOnlyCounting(each, memberOf(before, key)));
    });
  }
  let next = 0;
  for (const piece of change) {
    if (piece[0] === 'v' || piece[1] !== next) return false;
    if (piece[0] === 'e' && !isOnlyCounting(piece[2], memberOf(before, piece[1]))) return false;
    next += piece[0] === 'c' ? piece[2] : 1;
  }
  return Array.isArray(before) && next === before.length;
}
