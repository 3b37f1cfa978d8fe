/**
 * Finds what a flood of output may leave unparsed: text that has scrolled out of the scrollback. In a plain run, which
 * holds nothing but text and sequences that stay within one line, the last N lines look the same whatever came before
 * them. Everything else (a mode switch, a cursor that jumps, a scroll region) is a barrier and is always parsed.
 */

const ESCAPE = 0x1b;
const SHIFT_OUT = 0x0e;
const SHIFT_IN = 0x0f;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const CSI = '['.charCodeAt(0);
const SGR = 'm'.charCodeAt(0);
/** U+009B in UTF-8: the one-character form of ESC [. */
const C1_CSI = Buffer.from('\u009b');
/** SGR, EL, ECH, DCH, ICH, CUF, CHA, HPA and CUB: none reaches beyond the line it is in. */
const ONE_LINE_FINALS = new Set(Buffer.from('mKXP@CG`D'));
export interface BarrierScan {
  /** Where the last barrier begins, plus one; 0 when there is none. */
  readonly barrierEnd: number;
  /** Where the next scan goes on: the start of a sequence that is cut off, or the end. */
  readonly scanned: number;
}

export function scanBarriers(bytes: Buffer): BarrierScan {
  let barrierEnd = Math.max(bytes.lastIndexOf(SHIFT_OUT), bytes.lastIndexOf(SHIFT_IN), bytes.lastIndexOf(C1_CSI)) + 1;
  let at = bytes.indexOf(ESCAPE);
  while (at >= 0) {
    const end = oneLineSequenceEnd(bytes, at);
    if (end === 'cut-off') return { barrierEnd, scanned: at };
    if (end === 'barrier') barrierEnd = Math.max(barrierEnd, at + 1);
    at = bytes.indexOf(ESCAPE, end === 'barrier' ? at + 1 : end);
  }
  return { barrierEnd, scanned: bytes.length };
}

function oneLineSequenceEnd(bytes: Buffer, at: number): number | 'barrier' | 'cut-off' {
  if (at + 1 === bytes.length) return 'cut-off';
  if (bytes[at + 1] !== CSI) return 'barrier';
  let index = at + 2;
  while (isParameter(bytes[index])) index += 1;
  const final = bytes[index];
  if (final === undefined) return 'cut-off';
  return ONE_LINE_FINALS.has(final) ? index + 1 : 'barrier';
}

/** Digits, colon and semicolon; the other parameter bytes belong to private sequences. */
function isParameter(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x3b;
}

/**
 * The index in a plain run where the part that can still be seen begins: at a line's start, with at least `lines` line
 * feeds after it. Undefined when everything may be visible.
 */
export function visibleStart(run: Buffer, lines: number): number | undefined {
  let at = run.length;
  for (let count = 0; count < lines; count += 1) {
    if (at === 0) return undefined;
    at = run.lastIndexOf(LINE_FEED, at - 1);
    if (at < 0) return undefined;
  }
  // Only after CR LF is the cursor certainly in the first column.
  while (at > 0 && run[at - 1] !== CARRIAGE_RETURN) at = run.lastIndexOf(LINE_FEED, at - 1);
  return at > 0 ? at + 1 : undefined;
}

/** The length of the first line with its line feed; 0 when it is not over. */
export function firstLineBytes(bytes: Buffer): number {
  return bytes.indexOf(LINE_FEED) + 1;
}

/** What sets the colours and styles that a plain run ends with: its SGR sequences since the last full reset. Only the last of equal ones counts, so there are few. */
export function styleAtEnd(run: Buffer): Buffer {
  const sequences = new Set<string>();
  let at = run.lastIndexOf(ESCAPE);
  while (at >= 0) {
    const sequence = sgrAt(run, at);
    if (sequence !== undefined) sequences.add(sequence);
    if (sequence === '\x1b[m' || sequence === '\x1b[0m') break;
    at = at === 0 ? -1 : run.lastIndexOf(ESCAPE, at - 1);
  }
  return Buffer.from([...sequences].reverse().join(''), 'latin1');
}

function sgrAt(run: Buffer, at: number): string | undefined {
  const end = oneLineSequenceEnd(run, at);
  if (typeof end !== 'number' || run[end - 1] !== SGR) return undefined;
  return run.toString('latin1', at, end);
}
