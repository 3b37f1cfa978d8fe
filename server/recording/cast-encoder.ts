import type { TerminalSize } from '../../sandbox/driver.ts';
import { type CastEvent, type CastMark, markLabel } from '../protocol/cast.ts';
import { SHELL_RESTART_SEQUENCE } from '../protocol/messages.ts';
import type { Entry } from './backlog.ts';

/** How far the recording of a shell has got; kept in the file beside what it says, so that both are there or neither. */
export interface TapePosition {
  readonly sandboxId: string;
  /** Bytes of the shell's output that are dealt with; undefined once the shell has ended. */
  readonly offset: number | undefined;
}

export interface EncoderOptions {
  readonly sandboxId: string;
  /** The recording's beginning, milliseconds since the epoch. */
  readonly startedAt: number;
  /** Where an earlier process stopped; undefined for a new recording. */
  readonly resumed: { readonly position: TapePosition | undefined; readonly seconds: number } | undefined;
}

/** Resets everything a screen can be in: another machine's output does not belong on the old one's screen. */
const CLEAR = '\x1bc';
/** A shell that was made ready beforehand has printed a prompt that nobody sees; less than this is not missed. */
const UNSEEN_BYTES = 4096;
/** Ends an escape sequence that may have been cut, and begins plainly. */
const AFTER_A_GAP = '\x18\x1b[0m';

/** Turns what happens on a terminal into lines of asciicast v2. Knows nothing of files and timers. */
export class CastEncoder {
  readonly #options: EncoderOptions;
  #decoder = newDecoder();
  #offset: number | undefined;
  #isFirst = true;
  #seconds: number;
  #startedAt: number;
  /** Bytes of the next output that are recorded already. */
  #known = 0;
  /** The next output begins somewhere in the middle of a character. */
  #isCut = false;
  /** Output that nobody is to see stands before the next. */
  #isHidden = false;

  constructor(options: EncoderOptions) {
    this.#options = options;
    this.#seconds = options.resumed?.seconds ?? 0;
    this.#startedAt = options.startedAt;
  }

  /** The recording begins anew, in the middle of the output. */
  startAgain(startedAt: number): void {
    this.#startedAt = startedAt;
    this.#seconds = 0;
  }

  /** Lines for these entries, and where the recording then stands. */
  encode(entries: readonly Entry[]): string {
    const events = entries.flatMap((entry) => this.#events(entry));
    return events.map((event) => `${JSON.stringify(event)}\n`).join('');
  }

  /** Closes a batch. */
  positionLine(): string {
    return positionLine(this.#seconds, { sandboxId: this.#options.sandboxId, offset: this.#offset });
  }

  #events(entry: Entry): CastEvent[] {
    this.#seconds = Math.max(this.#seconds, Math.round(entry.at - this.#startedAt) / 1000);
    switch (entry.kind) {
      case 'begin':
        return this.#begin(entry.start, entry.size);
      case 'output':
        return this.#output(entry.bytes);
      case 'resized':
        return [this.#resize(entry.size)];
      case 'mark':
        return [this.#mark(entry.mark)];
      case 'dropped':
        return this.#leaveOut(entry.bytes);
      case 'unrecorded':
        this.#pass(entry.bytes);
        return [];
      case 'ended':
        return this.#end();
      default:
        return entry satisfies never;
    }
  }

  #begin(start: number, size: TerminalSize): CastEvent[] {
    const expected = this.#isFirst ? this.#expected() : undefined;
    const events = this.#isFirst ? this.#seam() : [this.#print(SHELL_RESTART_SEQUENCE)];
    this.#isFirst = false;
    this.#decoder = newDecoder();
    this.#offset = expected ?? (start <= UNSEEN_BYTES ? start : 0);
    this.#known = Math.max(0, this.#offset - start);
    events.push(this.#resize(size));
    if (start > this.#offset) events.push(...this.#leaveOut(start - this.#offset));
    return events;
  }

  /** Where the same shell's recording stopped, in an earlier process. */
  #expected(): number | undefined {
    const position = this.#options.resumed?.position;
    return position?.sandboxId === this.#options.sandboxId ? position.offset : undefined;
  }

  /** What stands between an earlier process's part of the recording and this one's. */
  #seam(): CastEvent[] {
    const position = this.#options.resumed?.position;
    if (position === undefined) return [];
    if (position.sandboxId !== this.#options.sandboxId) return [this.#mark({ kind: 'fresh' }), this.#print(CLEAR)];
    return position.offset === undefined ? [this.#print(SHELL_RESTART_SEQUENCE)] : [];
  }

  #output(bytes: Uint8Array): CastEvent[] {
    const known = Math.min(this.#known, bytes.byteLength);
    this.#known -= known;
    const fresh = bytes.subarray(known);
    this.#offset = (this.#offset ?? 0) + fresh.byteLength;
    const text = this.#decoder.decode(this.#isCut ? withoutCutCharacter(fresh) : fresh, { stream: true });
    if (fresh.byteLength > 0) this.#isCut = false;
    if (text === '') return [];
    const seam = this.#isHidden ? `${AFTER_A_GAP}\r\n` : '';
    this.#isHidden = false;
    return [this.#print(seam + text)];
  }

  /** Counts output that is not recorded. Gives how much of it has not been dealt with before. */
  #pass(bytes: number): number {
    const known = Math.min(this.#known, bytes);
    this.#known -= known;
    const missing = bytes - known;
    if (missing === 0) return 0;
    this.#offset = (this.#offset ?? 0) + missing;
    this.#decoder = newDecoder();
    this.#isCut = true;
    this.#isHidden = true;
    return missing;
  }

  #leaveOut(bytes: number): CastEvent[] {
    const missing = this.#pass(bytes);
    if (missing === 0) return [];
    this.#isHidden = false;
    return [this.#mark({ kind: 'left-out', bytes: missing }), this.#print(`${AFTER_A_GAP}\r\n⋯ ${sizeText(missing)} ⋯\r\n`)];
  }

  #end(): CastEvent[] {
    const rest = this.#decoder.decode();
    this.#decoder = newDecoder();
    this.#offset = undefined;
    return rest === '' ? [] : [this.#print(rest)];
  }

  #print(text: string): CastEvent {
    return [this.#seconds, 'o', text];
  }

  #resize({ cols, rows }: TerminalSize): CastEvent {
    return [this.#seconds, 'r', `${cols}x${rows}`];
  }

  #mark(mark: CastMark): CastEvent {
    return [this.#seconds, 'm', markLabel(mark)];
  }
}

/** The line that closes a batch. It is ours alone and is left out of what a player gets. */
export function positionLine(seconds: number, { sandboxId, offset }: TapePosition): string {
  return `${JSON.stringify([seconds, 'p', `${sandboxId} ${offset ?? '-'}`])}\n`;
}

/** Bytes that are no UTF-8 become U+FFFD; a byte order mark is output like any other. */
function newDecoder(): TextDecoder {
  return new TextDecoder('utf-8', { ignoreBOM: true });
}

/** Without the last bytes of a character whose first were left out. */
function withoutCutCharacter(bytes: Uint8Array): Uint8Array {
  const start = bytes.subarray(0, 3).findIndex((byte) => (byte & 0xc0) !== 0x80);
  return bytes.subarray(start < 0 ? Math.min(3, bytes.byteLength) : start);
}

/** The same in every language. */
function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 ** 2 ? `${Math.round(bytes / 1024)} KiB` : `${(bytes / 1024 ** 2).toFixed(1)} MiB`;
}
