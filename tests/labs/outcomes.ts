import { expect } from 'vitest';
import type { LoadedLab } from '../../labs/core/load-checks.ts';
import { outcomeOf } from '../../labs/core/prediction.ts';
import type { Sandbox } from '../../sandbox/driver.ts';
import type { Observation } from '../../sandbox/observation.ts';

export interface FollowedOutcomes extends Disposable {
  /** What the lab says that the solution brings about, by prediction. */
  readonly taught: Readonly<Record<string, string>>;
  /** The first outcome of each prediction, once there is one for all. */
  asTaught(): Promise<Readonly<Record<string, string>>>;
}

/** Asks for what came of a step's predictions at every change, as a session does: the first outcome is what counts. */
export function followOutcomes(
  { lab, checks }: LoadedLab,
  step: string,
  { sandbox, baseline }: { readonly sandbox: Sandbox; readonly baseline: Observation },
): FollowedOutcomes {
  const asked = lab.steps.find(({ id }) => id === step)?.predictions ?? [];
  const came: Record<string, string> = {};
  const look = (observation: Observation) => {
    for (const prediction of asked) {
      const outcome = outcomeOf(prediction, checks.get(step)?.outcomes ?? {}, { observation, baseline });
      if (outcome !== undefined) came[prediction.id] ??= outcome;
    }
  };
  const subscription = sandbox.onObservation(look, { counters: true });
  return {
    taught: Object.fromEntries(asked.map(({ id, teaches }) => [id, teaches])),
    async asTaught() {
      look(await sandbox.observe());
      await expect.poll(() => Object.keys(came), { timeout: 10_000 }).toHaveLength(asked.length);
      return came;
    },
    [Symbol.dispose]: () => subscription[Symbol.dispose](),
  };
}
