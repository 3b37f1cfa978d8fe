import { type Delta, type Json, memberOf } from '../protocol/json-delta.ts';

/** What moves while nothing is built. */
const MOVING = new Set([
  'sequence',
  'takenAt',
  'counters',
  'packets',
  'bytes',
  'rxPackets',
  'rxBytes',
  'txPackets',
  'txBytes',
  'neighbours',
  'processes',
]);

/** Whether a change of this value is of what moves by itself alone: packets are counted, commands run. */
export function isOnlyCounting(delta: Delta, before: Json): boolean {
  const [kind, change] = delta;
  if (kind === 'k') {
    return change.every(([key, each]) => MOVING.has(key) || (each !== null && isOnlyCounting(each, memberOf(before, key))));
  }
  return kind === 'a' && areOnlyCounting(change, before);
}

/** Whether every item is where it was, and none has changed. */
function areOnlyCounting(pieces: Extract<Delta, readonly ['a', unknown]>[1], before: Json): boolean {
  let next = 0;
  for (const piece of pieces) {
    if (piece[0] === 'v' || piece[1] !== next) return false;
    if (piece[0] === 'e' && !isOnlyCounting(piece[2], memberOf(before, next))) return false;
    next += piece[0] === 'c' ? piece[2] : 1;
  }
  return Array.isArray(before) && next === before.length;
}
