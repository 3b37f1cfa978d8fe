/** What the bars are, by id. The limits are the issues'; a bench gives values only. */
const bars = {
  'warm-p95-over-baseline-p50': { limit: 0.15, better: 'lower' },
  'cold-p50-over-baseline-p50': { limit: 0.6, better: 'lower' },
  'echo-added-p50-ms': { limit: 1.5, better: 'lower' },
  'throughput-over-raw': { limit: 0.7, better: 'higher' },
  'ctrl-c-in-flood-ms': { limit: 250, better: 'lower' },
  'lost-bytes': { limit: 0, better: 'lower' },
  'reconnect-to-repaint-ms': { limit: 500, better: 'lower' },
  'change-to-verdict-p95-ms': { limit: 400, better: 'lower' },
  'memory-per-session-mib': { limit: 60, better: 'lower' },
  'idle-cpu-percent-per-20': { limit: 3, better: 'lower' },
  'painted-p95-ms-3': { limit: 300, better: 'lower' },
  'painted-p95-ms-40': { limit: 500, better: 'lower' },
  'drag-fps-40': { limit: 50, better: 'higher' },
  'lesson-javascript-kb': { limit: 200, better: 'lower' },
  'first-contentful-paint-ms': { limit: 1000, better: 'lower' },
  'layout-shift': { limit: 0.02, better: 'lower' },
} as const satisfies Record<string, { readonly limit: number; readonly better: 'lower' | 'higher' }>;

export type BarId = keyof typeof bars;

export interface Bar {
  readonly id: BarId;
  readonly value: number;
  readonly limit: number;
  readonly better: 'lower' | 'higher';
}

/** What a bench module's `measure` gives back. `detail` holds the figures behind the values, for whoever doubts them. */
export interface Measurement {
  readonly values: Readonly<Partial<Record<BarId, number>>>;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** What a bench module exports as `measure`. It cleans up after itself, also when it fails or is interrupted. */
export type Measure = (context: BenchContext) => Promise<Measurement>;

export interface BenchContext {
  /** Tells the person who waits what is going on; goes to standard error. */
  progress(text: string): void;
  readonly signal: AbortSignal;
}

export function barsOf(values: Measurement['values']): Bar[] {
  return (Object.keys(values) as BarId[]).map((id) => ({ id, value: values[id] ?? Number.NaN, ...bars[id] }));
}

/** A value that is not a number misses its bar. */
export function isMet(bar: Bar): boolean {
  return bar.better === 'lower' ? bar.value <= bar.limit : bar.value >= bar.limit;
}
