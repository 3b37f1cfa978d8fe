import { type BootStage, bootStages } from '../../sandbox/driver.ts';

/** Enough to smooth one slow start, few enough to follow a server that has become busier. */
const MOST_KEPT = 20;

export type StageTimes = Readonly<Record<BootStage, number>>;

/** Nine of ten took at least `fromMs`, and nine of ten at most `toMs`. */
export interface Spread {
  readonly fromMs: number;
  readonly toMs: number;
}

/** How long machines took lately to come up on this very server. Knows nothing until the first one has. */
export class BootTimes {
  readonly #boots: StageTimes[] = [];

  add(times: StageTimes): void {
    this.#boots.push(times);
    if (this.#boots.length > MOST_KEPT) this.#boots.shift();
  }

  /** From the engine being asked to the machine being handed over. */
  get whole(): Spread | undefined {
    const wholes = sorted(this.#boots.map((times) => Object.values(times).reduce((sum, ms) => sum + ms, 0)));
    const [fromMs, toMs] = [at(wholes, 0.1), at(wholes, 0.9)];
    return fromMs === undefined || toMs === undefined ? undefined : { fromMs, toMs };
  }

  /** What each stage usually takes: the median. */
  get usual(): StageTimes | undefined {
    if (this.#boots.length === 0) return undefined;
    const medians = bootStages.map((stage) => [stage, at(sorted(this.#boots.map((times) => times[stage])), 0.5) ?? 0]);
    return Object.fromEntries(medians) as StageTimes;
  }
}

function sorted(values: readonly number[]): number[] {
  return values.toSorted((a, b) => a - b);
}

function at(ascending: readonly number[], share: number): number | undefined {
  return ascending[Math.round((ascending.length - 1) * share)];
}
