/**
 * A terminal's recording as pages and programs get it: asciicast v2. Its markers are words that a person can read in any
 * player and that our page reads back, so they are written and read here only.
 */
export interface CastHeader {
  readonly version: 2;
  readonly width: number;
  readonly height: number;
  /** Seconds since the epoch; event times count from here. */
  readonly timestamp: number;
  /** Players shorten longer pauses to this many seconds. */
  readonly idle_time_limit: number;
  readonly title: string;
  readonly env: Readonly<Record<string, string>>;
}

/** `o` output, `r` resize as `COLSxROWS`, `m` marker. Input is never recorded: it may be a password. */
export type CastEvent = readonly [seconds: number, code: 'o' | 'r' | 'm', data: string];

export type CastTask = 'check' | 'question';

/** What a marker says. */
export type CastMark =
  | { readonly kind: 'step'; readonly step: string }
  | { readonly kind: 'passed'; readonly step: string; readonly task: CastTask }
  /** The learner asked for a verdict and it said no. */
  | { readonly kind: 'failed'; readonly step: string; readonly task: CastTask }
  /** The terminal goes on, on another machine. */
  | { readonly kind: 'fresh' }
  /** So many bytes of output are missing here. */
  | { readonly kind: 'left-out'; readonly bytes: number }
  /** The session's room for recordings is used up; output is not recorded any more. */
  | { readonly kind: 'full' }
  /** The learner has turned recording off, or on again. */
  | { readonly kind: 'off' | 'on' };

export interface Cast {
  readonly header: CastHeader;
  readonly events: readonly CastEvent[];
}

export function markLabel(mark: CastMark): string {
  switch (mark.kind) {
    case 'step':
      return `step ${mark.step}`;
    case 'passed':
    case 'failed':
      return `${mark.kind} ${mark.step} ${mark.task}`;
    case 'fresh':
      return 'fresh machine';
    case 'left-out':
      return `left out ${mark.bytes} bytes`;
    case 'full':
      return 'recording full';
    case 'off':
    case 'on':
      return `recording ${mark.kind}`;
    default:
      return mark satisfies never;
  }
}

/** Reads a label back; undefined for one that is not ours. */
export function readMark(label: string): CastMark | undefined {
  if (label === 'fresh machine') return { kind: 'fresh' };
  const recording = /^recording (full|off|on)$/.exec(label)?.[1];
  if (recording !== undefined) return { kind: recording as 'full' | 'off' | 'on' };
  const [, step, kind, judged, task, bytes] =
    /^(?:step ([a-z0-9-]+)|(passed|failed) ([a-z0-9-]+) (check|question)|left out (\d+) bytes)$/.exec(label) ?? [];
  if (step !== undefined) return { kind: 'step', step };
  if (judged !== undefined) return { kind: kind as 'passed' | 'failed', step: judged, task: task as CastTask };
  return bytes === undefined ? undefined : { kind: 'left-out', bytes: Number(bytes) };
}

/** Reads a recording. Lines that are no event of ours are passed over; undefined when it does not begin as one. */
export function readCast(text: string): Cast | undefined {
  const lines = text.split('\n');
  const header = parse(lines[0] ?? '');
  if (!isHeader(header)) return undefined;
  const events: CastEvent[] = [];
  for (const line of lines.slice(1)) {
    const event = parse(line);
    if (isEvent(event)) events.push(event);
  }
  return { header, events };
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function isHeader(value: unknown): value is CastHeader {
  const header = value as Partial<CastHeader> | undefined;
  return (
    header?.version === 2 &&
    [header.width, header.height, header.timestamp].every((number) => typeof number === 'number' && Number.isFinite(number))
  );
}

function isEvent(value: unknown): value is CastEvent {
  if (!Array.isArray(value) || value.length !== 3) return false;
  const [seconds, code, data] = value as unknown[];
  return typeof seconds === 'number' && (code === 'o' || code === 'r' || code === 'm') && typeof data === 'string';
}
