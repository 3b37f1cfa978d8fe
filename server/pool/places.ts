import type { Sandbox } from '../../sandbox/driver.ts';
import type { Clock } from '../clock.ts';
import type { Outlook } from './forecast.ts';

/** What happened before says little of a class that has changed its rhythm since. */
const REMEMBERED_MS = 30 * 60_000;
const MOST_REMEMBERED = 20;

/** The machines that learners have: when each is expected to end, and how often one did lately. */
export class Places {
  readonly #clock: Clock;
  readonly #lent = new Map<Sandbox, () => Outlook>();
  #freed: number[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get outlooks(): Outlook[] {
    return [...this.#lent.values()].map((outlook) => outlook());
  }

  get freed(): readonly number[] {
    const since = this.#clock.now() - REMEMBERED_MS;
    return this.#freed.filter((at) => at >= since);
  }

  lend(sandbox: Sandbox, outlook: () => Outlook): void {
    this.#lent.set(sandbox, outlook);
  }

  /** The machine is no more. */
  gone(sandbox: Sandbox): void {
    if (this.#lent.delete(sandbox)) this.#freed = [...this.#freed, this.#clock.now()].slice(-MOST_REMEMBERED);
  }
}
