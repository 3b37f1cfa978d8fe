import type { Step, StepChecks } from '../../labs/core/lab.ts';
import { linesFor } from '../../labs/core/solution.ts';
import { SandboxError } from '../../sandbox/errors.ts';
import type { Observation } from '../../sandbox/observation.ts';
import type { Clock } from '../clock.ts';
import type { SolutionView } from '../protocol/solution.ts';
import type { Store } from '../store/open-store.ts';
import { type RevealedSolutionRow, saveRevealedSolution } from '../store/study-records.ts';
import { answerOnMachine } from './judgement.ts';
import type { LiveMachine } from './live-machine.ts';
import type { SessionProgress } from './session-progress.ts';

export interface SolutionsParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly sessionId: string;
  readonly rows: readonly RevealedSolutionRow[];
  readonly progress: Pick<SessionProgress, 'isDone' | 'hasPassed'>;
}

/** Which solutions the learner has looked at. Once seen is seen, on whatever machine; who has passed before has not needed it. */
export class Solutions {
  readonly #parts: SolutionsParts;
  readonly #revealed: Set<string>;

  constructor(parts: SolutionsParts) {
    this.#parts = parts;
    this.#revealed = new Set(parts.rows.map(({ step }) => step));
  }

  isRevealed(step: string): boolean {
    return this.#revealed.has(step);
  }

  /** The solution for this very machine, or for the next one where there is none. It is noted before it is told. */
  async reveal({ id }: Step, { solution, question }: StepChecks, live: LiveMachine | undefined): Promise<SolutionView> {
    const { store, clock, sessionId, progress } = this.#parts;
    if (!progress.isDone(id) && !this.#revealed.has(id)) {
      await saveRevealedSolution(store, { session_id: sessionId, step: id, revealed_at: clock.now() });
      this.#revealed.add(id);
    }
    const observation = await seen(live);
    const baseline = live?.baseline(id) ?? observation;
    const answer = question && observation && baseline && answerOnMachine(question, { observation, baseline });
    return {
      lines: linesFor(solution, { observation, isMade: progress.hasPassed(id, 'check') }),
      ...(question !== undefined && { question: { lines: [...solution.answer], ...(answer !== undefined && { answer }) } }),
    };
  }
}

/** A machine that cannot be looked at counts as none: the learner gets the commands all the same. */
async function seen(live: LiveMachine | undefined): Promise<Observation | undefined> {
  try {
    return await live?.sandbox.observe();
  } catch (error) {
    if (error instanceof SandboxError) return undefined;
    throw error;
  }
}
