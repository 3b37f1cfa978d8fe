/**
 * What the pool does next, as a pure function of how it stands.
 * Learners who wait come first and in order; spares are refilled when nobody waits for a machine that is not coming up.
 */
export interface PoolState {
  /** The flavours asked for, first come first. */
  readonly waiting: readonly string[];
  /** The flavours coming up. */
  readonly booting: readonly string[];
  /** Spares ready to be taken, by flavour. */
  readonly spares: ReadonlyMap<string, number>;
  /** Every machine there is: spares, and those that learners have. */
  readonly alive: number;
}

export interface PoolRules {
  /** Flavours to keep spares of. */
  readonly flavours: readonly string[];
  readonly sparesPerFlavour: number;
  readonly maxSandboxes: number;
  readonly maxBoots: number;
  /** False while the engine is given time to come back, and while a learner who has just come needs the processor. */
  readonly mayRefill: boolean;
  /** False while the engine has nothing left to make a machine of, though there is a place for one. */
  readonly mayBoot: boolean;
}

export type PoolStep =
  | { readonly kind: 'boot'; readonly flavour: string }
  /** Ends a spare of this flavour, since somebody waits for another one. */
  | { readonly kind: 'evict'; readonly flavour: string };

export function nextStep(state: PoolState, rules: PoolRules): PoolStep | undefined {
  if (!rules.mayBoot || state.booting.length >= rules.maxBoots) return undefined;
  const hasRoom = state.alive + state.booting.length < rules.maxSandboxes;
  const waitingFor = firstUncovered(state);
  if (waitingFor !== undefined) return hasRoom ? { kind: 'boot', flavour: waitingFor } : eviction(state);
  const missing = hasRoom && rules.mayRefill ? rules.flavours.find((flavour) => lacksSpare(state, rules, flavour)) : undefined;
  return missing === undefined ? undefined : { kind: 'boot', flavour: missing };
}

/**
 * Which boot each waiting learner will get, as an index into `booting`; `undefined` for those still in the queue.
 * The first to wait for a flavour gets the first machine of it to be begun.
 */
export function assignments({ waiting, booting }: Pick<PoolState, 'waiting' | 'booting'>): (number | undefined)[] {
  const taken = new Set<number>();
  return waiting.map((flavour) => {
    const boot = booting.findIndex((candidate, index) => candidate === flavour && !taken.has(index));
    if (boot < 0) return undefined;
    taken.add(boot);
    return boot;
  });
}

function firstUncovered(state: PoolState): string | undefined {
  const uncovered = assignments(state).indexOf(undefined);
  return uncovered < 0 ? undefined : state.waiting[uncovered];
}

function eviction(state: PoolState): PoolStep | undefined {
  const spare = [...state.spares].find(([, count]) => count > 0);
  return spare === undefined ? undefined : { kind: 'evict', flavour: spare[0] };
}

function lacksSpare(state: PoolState, rules: PoolRules, flavour: string): boolean {
  const coming = count(state.booting, flavour) - count(state.waiting, flavour);
  return (state.spares.get(flavour) ?? 0) + coming < rules.sparesPerFlavour;
}

function count(flavours: readonly string[], flavour: string): number {
  return flavours.filter((candidate) => candidate === flavour).length;
}
