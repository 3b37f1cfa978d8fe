import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Lab, Step, StepChecks } from './lab.ts';
import { FaultList } from './lab-faults.ts';
import { type LabFolder, readRequired, readText, stepFolder } from './lab-folder.ts';
import { readLabs } from './load-lab.ts';
import type { Outcomes } from './prediction.ts';
import { readSolution } from './solution.ts';

const CHECKS = 'check.ts';
const PREDICTIONS = 'predict.ts';

/** Imports what the steps of a lab export as `check` and `question`, by step id. Throws `LabFaults`. */
export async function loadChecks(root: string, lab: Lab): Promise<ReadonlyMap<string, StepChecks>> {
  const faults = new FaultList();
  const checks = await readChecks(root, lab, faults);
  faults.throwIfAny();
  return checks;
}

/** A lab with everything a running session needs of it. */
export interface LoadedLab {
  readonly lab: Lab;
  readonly checks: ReadonlyMap<string, StepChecks>;
}

/** Loads texts and checks of every lab, and throws the faults of both together. */
export async function loadLabsWithChecks(root: string): Promise<LoadedLab[]> {
  const faults = new FaultList();
  const loaded: LoadedLab[] = [];
  for (const lab of await readLabs(root, faults)) loaded.push({ lab, checks: await readChecks(root, lab, faults) });
  faults.throwIfAny();
  return loaded;
}

async function readChecks(root: string, lab: Lab, faults: FaultList): Promise<Map<string, StepChecks>> {
  const checks = new Map<string, StepChecks>();
  for (const step of lab.steps) {
    const folder = stepFolder(root, lab.slug, step.id);
    const exported = await importModule(folder, CHECKS, faults);
    const found = exported && checksIn(exported, step, (message) => faults.add(`${folder.shown}/${CHECKS}`, 1, message));
    const outcomes = await readOutcomes(folder, step, faults);
    const solution = readSolution((await readText(folder, 'solve.sh')) ?? '', await readText(folder, 'answer.sh'));
    if (found) checks.set(step.id, { ...found, outcomes, solution });
  }
  return checks;
}

async function importModule(folder: LabFolder, file: string, faults: FaultList): Promise<Record<string, unknown> | undefined> {
  if ((await readRequired(folder, file, faults)) === undefined) return undefined;
  try {
    return (await import(pathToFileURL(join(folder.path, file)).href)) as Record<string, unknown>;
  } catch (error) {
    faults.add(`${folder.shown}/${file}`, 1, `cannot be loaded: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

async function readOutcomes(folder: LabFolder, { predictions }: Step, faults: FaultList): Promise<Outcomes> {
  const isThere = (await readText(folder, PREDICTIONS)) !== undefined;
  if (predictions.length === 0 && !isThere) return {};
  const exported = await importModule(folder, PREDICTIONS, faults);
  if (exported === undefined) return {};
  const addFault = (message: string) => faults.add(`${folder.shown}/${PREDICTIONS}`, 1, message);
  const outcomes = exported.predictions;
  if (!isRecord(outcomes)) {
    addFault('exports no `predictions` made by definePredictions');
    return {};
  }
  const asked = predictions.map(({ id }) => id);
  for (const id of asked.filter((each) => typeof outcomes[each] !== 'function')) {
    addFault(`has no function that says what came of the prediction ${id}`);
  }
  for (const id of Object.keys(outcomes).filter((each) => !asked.includes(each))) {
    addFault(`says what came of ${id}, but the text asks no such prediction`);
  }
  return outcomes as Outcomes;
}

type Judgements = Pick<StepChecks, 'check' | 'question'>;

function checksIn(exported: Record<string, unknown>, step: Step, addFault: (message: string) => void): Judgements | undefined {
  const { check, question } = exported;
  if (!hasMethods<StepChecks['check']>(check, ['probes', 'judge'])) {
    addFault('exports no `check` made by defineCheck');
    return undefined;
  }
  if (question !== undefined && !hasMethods<NonNullable<StepChecks['question']>>(question, ['judge'])) {
    addFault('exports a `question` that is not made by defineQuestion');
    return undefined;
  }
  if (question !== undefined && !step.hasQuestion) addFault('exports a `question`, but the text asks none');
  if (question === undefined && step.hasQuestion) addFault('exports no `question`, but the text asks one');
  return { check, question };
}

function hasMethods<Wanted>(value: unknown, methods: readonly string[]): value is Wanted {
  return isRecord(value) && methods.every((method) => typeof value[method] === 'function');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
