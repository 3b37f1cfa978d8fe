export const checkNames = ['websocket', 'streaming', 'latency', 'cookies', 'webgl', 'screen', 'clipboard', 'ime'] as const;
export type CheckName = (typeof checkNames)[number];

/** `clipboard` and `ime` wait for a person; all others come by themselves. */
export const ownChecks: readonly CheckName[] = ['websocket', 'streaming', 'latency', 'cookies', 'webgl', 'screen'];

export type OutcomeState = 'ok' | 'limits' | 'problem';

export interface Outcome {
  readonly state: OutcomeState;
  /** What was found, put into the sentence for this state. */
  readonly facts?: Readonly<Record<string, string | number>>;
}

export type Outcomes = Readonly<Partial<Record<CheckName, Outcome>>>;

/** Typing feels immediate below this; above `SLOW_MS` people notice each key. */
const QUICK_MS = 120;
const SLOW_MS = 300;

export function latencyOutcome(roundTripsMs: readonly number[]): Outcome {
  const sorted = [...roundTripsMs].sort((one, other) => one - other);
  const median = sorted[Math.floor(sorted.length / 2)] ?? Number.POSITIVE_INFINITY;
  const facts = { ms: Number.isFinite(median) ? Math.max(1, Math.round(median)) : '?' };
  if (median > SLOW_MS) return { state: 'problem', facts };
  return { state: median > QUICK_MS ? 'limits' : 'ok', facts };
}

/** The pieces were sent `apartMs` from each other; when the first is no older than half of that at the end, they were held back. */
export function streamOutcome(
  arrivedMs: readonly number[],
  wanted: { readonly pieces: number; readonly apartMs: number },
): Outcome {
  const [first] = arrivedMs;
  const last = arrivedMs.at(-1);
  if (first === undefined || last === undefined || arrivedMs.length < wanted.pieces) return { state: 'problem' };
  const spreadMs = last - first;
  return { state: spreadMs >= (wanted.apartMs * (wanted.pieces - 1)) / 2 ? 'ok' : 'limits' };
}

/** As wide as the page shows lesson and machine side by side. */
const SIDE_BY_SIDE_PX = 801;

export function screenOutcome({ width, height }: { readonly width: number; readonly height: number }): Outcome {
  return { state: width >= SIDE_BY_SIDE_PX ? 'ok' : 'limits', facts: { width, height } };
}

/** What came into a field for Hangul; undefined while nothing can be said yet. */
export function hangulOutcome(text: string, wasComposed: boolean): Omit<Outcome, 'facts'> | undefined {
  if (/[가-힣]/.test(text)) return { state: wasComposed ? 'ok' : 'limits' };
  // Letters beside each other that should have become one.
  return /[ㄱ-ㅣ]{2}/.test(text) ? { state: 'problem' } : undefined;
}

/** A blocked WebSocket is no obstacle where streams get through. */
export function overallOf(outcomes: Outcomes): OutcomeState | 'running' {
  if (ownChecks.some((name) => outcomes[name] === undefined)) return 'running';
  const worst = (name: CheckName): OutcomeState => {
    const state = outcomes[name]?.state ?? 'ok';
    return name === 'websocket' && state === 'problem' && outcomes.streaming?.state === 'ok' ? 'limits' : state;
  };
  const states = checkNames.map(worst);
  if (states.includes('problem')) return 'problem';
  return states.includes('limits') ? 'limits' : 'ok';
}
