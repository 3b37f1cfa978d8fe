import type { Sandbox } from '../../sandbox/driver.ts';

interface Spare {
  readonly sandbox: Sandbox;
  readonly flavour: string;
}

/** The machines that wait for a learner, oldest first. One that dies is dropped. */
export class Spares {
  readonly #onLost: () => void;
  #spares: Spare[] = [];

  constructor(onLost: () => void) {
    this.#onLost = onLost;
  }

  get counts(): Map<string, number> {
    const counts = new Map<string, number>();
    for (const { flavour } of this.#spares) counts.set(flavour, (counts.get(flavour) ?? 0) + 1);
    return counts;
  }

  get size(): number {
    return this.#spares.length;
  }

  add(sandbox: Sandbox, flavour: string): void {
    this.#spares.push({ sandbox, flavour });
    void sandbox.gone.then(() => this.#drop(sandbox));
  }

  take(flavour: string): Sandbox | undefined {
    const index = this.#spares.findIndex((spare) => spare.flavour === flavour);
    return index < 0 ? undefined : this.#spares.splice(index, 1)[0]?.sandbox;
  }

  #drop(sandbox: Sandbox): void {
    const left = this.#spares.filter((spare) => spare.sandbox !== sandbox);
    if (left.length === this.#spares.length) return;
    this.#spares = left;
    this.#onLost();
  }
}
