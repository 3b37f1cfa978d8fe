import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Lab, Step, StepChecks } from './lab.ts';
import { FaultList } from './lab-faults.ts';
import { type LabFolder, readRequired, stepFolder } from './lab-folder.ts';
import { readLabs } from './load-lab.ts';

const CHECKS = 'check.ts';

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
    const exported = await importChecks(folder, faults);
    const found = exported && checksIn(exported, step, (message) => faults.add(fileIn(folder), 1, message));
    if (found) checks.set(step.id, found);
  }
  return checks;
}

async function importChecks(folder: LabFolder, faults: FaultList): Promise<Record<string, unknown> | undefined> {
  if ((await readRequired(folder, CHECKS, faults)) === undefined) return undefined;
  try {
    return (await import(pathToFileURL(join(folder.path, CHECKS)).href)) as Record<string, unknown>;
  } catch (error) {
    faults.add(fileIn(folder), 1, `cannot be loaded: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

function fileIn(folder: LabFolder): string {
  return `${folder.shown}/${CHECKS}`;
}

function checksIn(exported: Record<string, unknown>, step: Step, addFault: (message: string) => void): StepChecks | undefined {
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
  if (typeof value !== 'object' || value === null) return false;
  return methods.every((method) => typeof (value as Record<string, unknown>)[method] === 'function');
}
