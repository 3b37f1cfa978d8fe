import type { Step, StepChecks } from '../../labs/core/lab.ts';
import { readText, stepFolder } from '../../labs/core/lab-folder.ts';
import type { LoadedLab } from '../../labs/core/load-checks.ts';
import { outcomeOf } from '../../labs/core/prediction.ts';
import { scriptLines } from '../../labs/core/script.ts';
import type { Verdict } from '../../labs/core/verdict.ts';
import type { Sandbox } from '../../sandbox/driver.ts';
import type { Observation } from '../../sandbox/observation.ts';
import { judgeAnswer, judgeCheck } from '../session/judgement.ts';
import { LiveMachine } from '../session/live-machine.ts';
import { Typist } from './typist.ts';

/** A container that was just started needs a moment until it serves; what has not come by then does not come. */
const SETTLING_MS = 15_000;

/** What came of one step, solved as its author says. */
export interface StepTrial {
  readonly step: Step;
  readonly check: Verdict;
  readonly question: { readonly answer: string; readonly verdict: Verdict } | undefined;
  readonly predictions: readonly PredictionTrial[];
}

/** What came of a prediction, beside what its author says that the solution brings about. */
export interface PredictionTrial {
  readonly id: string;
  readonly teaches: string;
  readonly came: string | undefined;
}

export interface LabTrial {
  readonly root: string;
  readonly lab: LoadedLab;
  readonly sandbox: Sandbox;
}

/** Opens the steps of a lab in order on one machine, types each reference solution and judges what it led to. */
export async function* tryLab({ root, lab, sandbox }: LabTrial): AsyncGenerator<StepTrial> {
  const machine = new LiveMachine({ sandbox, baselines: new Map(), saveBaseline: async () => {} });
  await using typist = new Typist(sandbox);
  for (const step of lab.lab.steps) {
    const checks = lab.checks.get(step.id);
    if (checks === undefined) throw new Error(`${step.id} has no check`);
    const folder = stepFolder(root, lab.lab.slug, step.id);
    const baseline = await machine.prepare(step);
    for (const line of scriptLines((await readText(folder, 'solve.sh')) ?? '')) await typist.type(line);
    const check = await settledVerdict(sandbox, checks.check, baseline);
    const answerScript = await readText(folder, 'answer.sh');
    const question = checks.question && (await ask({ sandbox, question: checks.question, baseline, answerScript }));
    const seen = { observation: await sandbox.observe(), baseline };
    const predictions = step.predictions.map((asked) => {
      return { id: asked.id, teaches: asked.teaches, came: outcomeOf(asked, checks.outcomes, seen) };
    });
    yield { step, check, question, predictions };
  }
}

/** Judges the machine at once and after each change, until the verdict is "passed" or the time is over. */
async function settledVerdict(sandbox: Sandbox, check: StepChecks['check'], baseline: Observation): Promise<Verdict> {
  const deadline = AbortSignal.timeout(SETTLING_MS);
  const judge = async () => (await judgeCheck(check, { sandbox, baseline, observation: await sandbox.observe() })).verdict;
  const changes = new Changes();
  using _subscription = sandbox.onObservation(() => changes.happen(), { counters: check.counters });
  let verdict = await judge();
  while (verdict.status === 'failed' && !deadline.aborted) {
    await changes.next(deadline);
    verdict = await judge();
  }
  return verdict;
}

interface Asking {
  readonly sandbox: Sandbox;
  readonly question: NonNullable<StepChecks['question']>;
  readonly baseline: Observation;
  readonly answerScript: string | undefined;
}

async function ask({ sandbox, question, baseline, answerScript = '' }: Asking): Promise<NonNullable<StepTrial['question']>> {
  const { stdout } = await sandbox.exec(['bash', '-s'], { stdin: answerScript });
  const answer = stdout.trim();
  const observation = await sandbox.observe();
  return { answer, verdict: judgeAnswer(question, { sandbox, baseline, observation, answer }) };
}

/** Remembers that something changed until somebody asks. */
class Changes {
  #changed = Promise.withResolvers<void>();

  happen(): void {
    this.#changed.resolve();
  }

  async next(deadline: AbortSignal): Promise<void> {
    const aborted = new Promise<void>((resolve) => deadline.addEventListener('abort', () => resolve(), { once: true }));
    await Promise.race([this.#changed.promise, aborted]);
    this.#changed = Promise.withResolvers();
  }
}
