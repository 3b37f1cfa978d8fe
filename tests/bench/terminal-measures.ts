import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { answerTime, type BenchShell, withDeadline } from './bench-shell.ts';

const PROMPT = 'bench> ';
const LINES = 250_000;
/** A line of the flood as the terminal gives it: 79 digits, carriage return, line feed. */
const LINE_BYTES = 81;
export const FLOOD_BYTES = LINES * LINE_BYTES;
const FLOOD_FILE = '/tmp/bench-flood';
/** What comes after the flood, typed so that its echo does not look like it. */
const END_SIGN = 'flood-is-over';
const END_COMMAND = "echo flood-is-'over'";
const FLOOD_HEAD_START_MS = 300;

/** Gives the shell a prompt that nothing else prints. */
export async function prepare(shell: BenchShell): Promise<void> {
  await answerTime(shell, `PS1='bench'"> "; PROMPT_COMMAND=; bind 'set enable-bracketed-paste off'\r`, PROMPT);
  await answerTime(shell, 'clear\r', PROMPT);
}

/** Fills the file that floods are made of: numbered lines of 80 bytes, 20 MB. */
export async function layFlood(shell: BenchShell): Promise<void> {
  await answerTime(shell, `seq -f '%079.0f' 1 ${LINES} > ${FLOOD_FILE}\r`, PROMPT);
}

/** Milliseconds from a key to its echo at the prompt, as somebody who types meets it. */
export async function echoTimes(shell: BenchShell, keys: number): Promise<number[]> {
  const samples: number[] = [];
  for (let key = 0; key < keys; key += 1) {
    samples.push(await answerTime(shell, 'x', 'x'));
    // Nobody types faster, and it lets both ends come to rest.
    await delay(4);
    if (key % 60 === 59) await answerTime(shell, '\x15', '\x1b[K');
  }
  await answerTime(shell, '\x15\r', PROMPT);
  return samples;
}

export interface FloodResult {
  readonly megabytesPerSecond: number;
  /** Bytes that should have come and did not, or came wrong: the whole flood when a single one differs. */
  readonly lostBytes: number;
}

/** Prints the file, and checks that every byte of it arrives. */
export async function flood(shell: BenchShell): Promise<FloodResult> {
  const ended = Promise.withResolvers<void>();
  const pieces: Buffer[] = [];
  let [firstAt, lastAt, length] = [0, 0, 0];
  shell.listen((bytes) => {
    lastAt = performance.now();
    if (length === 0) firstAt = lastAt;
    length += bytes.byteLength;
    pieces.push(Buffer.from(bytes));
    const isLikelyOver = length > FLOOD_BYTES && bytes.byteLength < FLOOD_BYTES;
    if (isLikelyOver && Buffer.concat(pieces.slice(-4)).includes(END_SIGN)) ended.resolve();
  });
  shell.type(`cat ${FLOOD_FILE}; ${END_COMMAND}\r`);
  await withDeadline(ended.promise, 'the flood did not end');
  const all = Buffer.concat(pieces);
  const body = all.subarray(all.indexOf('\n') + 1, all.lastIndexOf(END_SIGN));
  const isWhole = createHash('sha256').update(body).digest('hex') === expectedHash();
  const missing = Math.max(0, FLOOD_BYTES - body.byteLength);
  return { megabytesPerSecond: length / 1e3 / (lastAt - firstAt), lostBytes: isWhole ? 0 : missing || FLOOD_BYTES };
}

/** Milliseconds from Ctrl-C, in the middle of output without end, to the prompt. */
export async function interruptTime(shell: BenchShell): Promise<number> {
  await answerTime(shell, "yes 'all work and no play makes for a dull terminal, and that goes on and on'\r", 'dull');
  shell.listen(() => undefined);
  await delay(FLOOD_HEAD_START_MS);
  return answerTime(shell, '\x03', PROMPT);
}

let knownHash: string | undefined;

function expectedHash(): string {
  if (knownHash !== undefined) return knownHash;
  const hash = createHash('sha256');
  for (let line = 1; line <= LINES; line += 1) hash.update(`${String(line).padStart(79, '0')}\r\n`);
  knownHash = hash.digest('hex');
  return knownHash;
}
