/** What JSON can say. Keys and texts may be a learner's. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** How one value becomes another: a new value, changes of some keys, or an array put together from pieces of the old one. */
export type Delta =
  | readonly ['=', Json]
  | readonly ['k', readonly (readonly [key: string, change: Delta | null])[]]
  | readonly ['a', readonly Piece[]];

/** So many items from there on, one item changed, or a new one. */
type Piece = readonly ['c', from: number, count: number] | readonly ['e', at: number, change: Delta] | readonly ['v', item: Json];

type JsonObject = { readonly [key: string]: Json };

/** By which an item is known again in another place of its array; where there is none of them, by all that it says. */
const NAMES = ['id', 'index', 'spec', 'pid', 'name', 'destination', 'address'] as const;

/** Undefined where both say the same. */
export function deltaBetween(before: Json, after: Json): Delta | undefined {
  if (before === after) return undefined;
  if (isArray(before) && isArray(after)) return arrayDelta(before, after);
  if (isObject(before) && isObject(after)) return objectDelta(before, after);
  return ['=', after];
}

/** What does not change is shared with `before`. Throws for a delta that belongs to another value. */
export function applied(before: Json, delta: Delta): Json {
  const [kind, change] = delta;
  if (kind === '=') return change;
  if (kind === 'a' && isArray(before)) return change.flatMap((piece) => itemsOf(piece, before));
  if (kind === 'k' && isObject(before)) return withChanges(before, new Map(change));
  throw new Error('a delta of another value');
}

/** What a value holds there; null where it holds nothing. */
export function memberOf(value: Json, key: string | number): Json {
  if (isArray(value)) return value[Number(key)] ?? null;
  return isObject(value) && Object.hasOwn(value, key) ? (value[key] ?? null) : null;
}

function withChanges(before: JsonObject, changes: ReadonlyMap<string, Delta | null>): JsonObject {
  const kept = Object.entries(before).flatMap(([key, value]) => {
    const change = changes.get(key);
    if (change === null) return [];
    return [[key, change === undefined ? value : applied(value, change)] as const];
  });
  const added = [...changes].flatMap(([key, change]) =>
    change === null || Object.hasOwn(before, key) ? [] : [[key, applied(null, change)] as const],
  );
  // Not by assignment: a key may be `__proto__`.
  return Object.fromEntries([...kept, ...added]);
}

function itemsOf(piece: Piece, before: readonly Json[]): readonly Json[] {
  if (piece[0] === 'v') return [piece[1]];
  const [kind, from, last] = piece;
  const items = before.slice(from, kind === 'c' ? from + last : from + 1);
  if (kind === 'c') return items;
  return [applied(items[0] ?? null, last)];
}

function objectDelta(before: JsonObject, after: JsonObject): Delta | undefined {
  const gone = Object.keys(before).flatMap((key) => (Object.hasOwn(after, key) ? [] : [[key, null] as const]));
  const changed = Object.entries(after).flatMap(([key, value]) => {
    const known = Object.hasOwn(before, key);
    const change: Delta | undefined = known ? deltaBetween(before[key] ?? null, value) : ['=', value];
    return change === undefined ? [] : [[key, change] as const];
  });
  return gone.length + changed.length === 0 ? undefined : ['k', [...gone, ...changed]];
}

function arrayDelta(before: readonly Json[], after: readonly Json[]): Delta | undefined {
  const places = placesByName(before);
  const pieces: Piece[] = [];
  for (const item of after) {
    const at = places.get(nameOf(item))?.shift();
    add(pieces, at === undefined ? ['v', item] : keptPiece(at, deltaBetween(before[at] ?? null, item)));
  }
  const [first] = pieces;
  const isSame = after.length === before.length && (first === undefined || (first[0] === 'c' && first[2] === after.length));
  return isSame ? undefined : ['a', pieces];
}

function keptPiece(at: number, change: Delta | undefined): Piece {
  return change === undefined ? ['c', at, 1] : ['e', at, change];
}

/** Neighbours that were neighbours before are one piece. */
function add(pieces: Piece[], piece: Piece): void {
  const last = pieces.at(-1);
  if (piece[0] === 'c' && last?.[0] === 'c' && last[1] + last[2] === piece[1]) {
    pieces[pieces.length - 1] = ['c', last[1], last[2] + 1];
  } else pieces.push(piece);
}

function placesByName(items: readonly Json[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const [at, item] of items.entries()) {
    const name = nameOf(item);
    const known = places.get(name);
    if (known === undefined) places.set(name, [at]);
    else known.push(at);
  }
  return places;
}

function nameOf(item: Json): string {
  if (!isObject(item)) return JSON.stringify(item);
  const key = NAMES.find((name) => Object.hasOwn(item, name));
  return key === undefined ? JSON.stringify(item) : `${key} ${JSON.stringify(item[key])}`;
}

function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
