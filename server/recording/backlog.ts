import type { TerminalSize } from '../../sandbox/driver.ts';
import type { CastMark } from '../protocol/cast.ts';

/** Something that happened on a terminal, and when. */
export type Entry =
  | { readonly kind: 'begin'; readonly at: number; readonly start: number; readonly size: TerminalSize }
  | { readonly kind: 'output'; readonly at: number; readonly bytes: Uint8Array }
  | { readonly kind: 'resized'; readonly at: number; readonly size: TerminalSize }
  | { readonly kind: 'mark'; readonly at: number; readonly mark: CastMark }
  | { readonly kind: 'ended'; readonly at: number }
  /** Output that could not be kept. */
  | { readonly kind: 'dropped'; readonly at: number; readonly bytes: number }
  /** Output that is not to be kept: nothing of it is, but how much it was. */
  | { readonly kind: 'unrecorded'; readonly at: number; readonly bytes: number };

/** Output that comes within a frame of a screen is one event, while it is little. */
const SAME_FRAME_MS = 16;
const SMALL_BYTES = 4096;

/** What waits to be written. Output beyond the capacity is dropped, the oldest first, and what is missing is counted. */
export class Backlog {
  readonly #capacity: number;
  #entries: Entry[] = [];
  #outputBytes = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get isEmpty(): boolean {
    return this.#entries.length === 0;
  }

  get outputBytes(): number {
    return this.#outputBytes;
  }

  /** When the oldest of it happened. */
  get since(): number | undefined {
    return this.#entries[0]?.at;
  }

  /** The size that the terminal has where the backlog begins, if that is told. */
  get firstSize(): TerminalSize | undefined {
    return this.#entries.find((entry) => entry.kind === 'begin')?.size;
  }

  add(entry: Entry): void {
    const last = this.#entries.at(-1);
    if (entry.kind === 'output') this.#addOutput(entry, last);
    else if (entry.kind === 'resized' && last?.kind === 'resized') this.#entries[this.#entries.length - 1] = entry;
    else keep(this.#entries, entry);
  }

  /** Everything, in order. Of the output no more than `maxBytes`, the newest. */
  take(maxBytes: number): Entry[] {
    this.#dropBeyond(maxBytes);
    const entries = this.#entries;
    this.#entries = [];
    this.#outputBytes = 0;
    return entries;
  }

  #addOutput(entry: Output, last: Entry | undefined): void {
    this.#outputBytes += entry.bytes.byteLength;
    if (last?.kind === 'output' && isSameFrame(last, entry)) {
      this.#entries[this.#entries.length - 1] = { ...last, bytes: Buffer.concat([last.bytes, entry.bytes]) };
    } else this.#entries.push({ ...entry, bytes: Buffer.from(entry.bytes) });
    this.#dropBeyond(this.#capacity);
  }

  #dropBeyond(maxBytes: number): void {
    let surplus = this.#outputBytes - maxBytes;
    if (surplus <= 0) return;
    this.#outputBytes -= surplus;
    const kept: Entry[] = [];
    for (const entry of this.#entries) {
      const bytes = entry.kind === 'output' ? Math.min(surplus, entry.bytes.byteLength) : 0;
      surplus -= bytes;
      for (const piece of withoutFirst(bytes, entry)) keep(kept, piece);
    }
    this.#entries = kept;
  }
}

type Output = Extract<Entry, { kind: 'output' }>;

function isSameFrame(last: Output, next: Output): boolean {
  return next.at - last.at < SAME_FRAME_MS && last.bytes.byteLength + next.bytes.byteLength <= SMALL_BYTES;
}

function withoutFirst(bytes: number, entry: Entry): Entry[] {
  if (entry.kind !== 'output' || bytes === 0) return [entry];
  const rest = entry.bytes.subarray(bytes);
  const dropped: Entry = { kind: 'dropped', at: entry.at, bytes };
  return rest.byteLength > 0 ? [dropped, { ...entry, bytes: rest }] : [dropped];
}

/** Two gaps without anything between them are one. */
function keep(kept: Entry[], entry: Entry): void {
  const last = kept.at(-1);
  if (isGap(entry) && isGap(last) && last.kind === entry.kind)
    kept[kept.length - 1] = { ...last, bytes: last.bytes + entry.bytes };
  else kept.push(entry);
}

function isGap(entry: Entry | undefined): entry is Extract<Entry, { kind: 'dropped' | 'unrecorded' }> {
  return entry?.kind === 'dropped' || entry?.kind === 'unrecorded';
}
