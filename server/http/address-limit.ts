import { Problem } from '../problem.ts';
import type { Session } from '../session/session.ts';

interface Asker {
  readonly address: string;
  readonly session: Pick<Session, 'hasMachine'>;
  /** Requests for a machine that are under way. */
  asking: number;
}

/** Lets learners at one network address have so many machines at a time and no more, so that it cannot take them all. */
export class AddressLimit {
  readonly #most: number;
  /** By session. */
  readonly #askers = new Map<string, Asker>();

  constructor(most: number) {
    this.#most = most;
  }

  /** Asks for the session's machine by `ask`; rejects with `network-has-its-share` when the address has its share. */
  async admit(address: string, session: Pick<Session, 'id' | 'hasMachine'>, ask: () => Promise<void>): Promise<void> {
    this.#forgetIdle();
    const asker = this.#askers.get(session.id) ?? { address, session, asking: 0 };
    if (!session.hasMachine && asker.asking === 0 && this.#count(address) >= this.#most) {
      throw new Problem('network-has-its-share', `${address} has ${this.#most} machines`);
    }
    this.#askers.set(session.id, asker);
    asker.asking += 1;
    try {
      await ask();
    } finally {
      asker.asking -= 1;
    }
  }

  #count(address: string): number {
    return this.#askers.values().reduce((count, asker) => (asker.address === address ? count + 1 : count), 0);
  }

  #forgetIdle(): void {
    for (const [id, { session, asking }] of this.#askers) if (asking === 0 && !session.hasMachine) this.#askers.delete(id);
  }
}
