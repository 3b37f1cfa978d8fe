import type { Sandbox } from '../../sandbox/driver.ts';
import type { Clock } from '../clock.ts';
import type { Boot } from './boot.ts';
import { BootTimes } from './boot-times.ts';
import { type Outlook, queueSpans } from './forecast.ts';
import { Places } from './places.ts';
import type { TakeProgress } from './sandbox-source.ts';
import type { LineReport } from './waiting-line.ts';

export interface PoolNow {
  readonly boots: readonly Boot[];
  readonly maxBoots: number;
  /** Places that somebody who waits could have at this moment. */
  readonly room: number;
  /** The engine has nothing left to make a machine of; when that changes nobody knows. */
  readonly isExhausted: boolean;
}

/** What those who wait are told, from what this server has seen of starts and departures. */
export class QueueNews {
  readonly #clock: Clock;
  readonly #times = new BootTimes();
  readonly #places: Places;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#places = new Places(clock);
  }

  lent(sandbox: Sandbox, outlook: () => Outlook): void {
    this.#places.lend(sandbox, outlook);
  }

  gone(sandbox: Sandbox): void {
    this.#places.gone(sandbox);
  }

  /** A machine has come up. */
  cameUp(boot: Boot): void {
    this.#times.add(boot.times(this.#clock.now()));
  }

  report({ boots, maxBoots, room, isExhausted }: PoolNow): LineReport {
    const now = this.#clock.now();
    const booting = boots.map(({ begunAt }) => begunAt);
    return {
      boots,
      why: room > 0 && !isExhausted ? 'busy' : 'full',
      estimates: (places) => {
        if (places === 0 || isExhausted) return [];
        const { outlooks, freed } = this.#places;
        return queueSpans(places, { now, boot: this.#times.whole, booting, maxBoots, room: Math.max(0, room), outlooks, freed });
      },
      progressOf: (boot) => this.#progressOf(boot),
    };
  }

  #progressOf({ stage, stageSince, begunAt }: Boot): TakeProgress {
    const { whole, usual } = this.#times;
    if (whole === undefined || usual === undefined) return { stage, stageSince };
    return { stage, stageSince, estimate: { from: begunAt + whole.fromMs, to: begunAt + whole.toMs }, usualMs: usual };
  }
}
