import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Lab, Step, StepChecks } from './lab.ts';
import { FaultList } from './lab-faults.ts';
import { stepFolder } from './lab-folder.ts';
import { readLabs } from './load-lab.ts';

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
    const file = `${folder.shown}/check.ts`;
    const exported = await importModule(join(folder.path, 'check.ts'), file, faults);
    if (exported === undefined) continue;
    const found = checksIn(exported, step, (message) => faults.add(file, 1, message));
    if (found) checks.set(step.id, found);
  }
  return checks;
}

async function importModule(path: string, file: string, faults: FaultList): Promise<Record<string, unknown> | undefined> {
  try {
    return (await import(pathToFileURL(path).href)) as Record<string, unknown>;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    faults.add(file, 1, isMissingFile(error, path) ? 'this file is missing' : `cannot be loaded: ${reason}`);
    return undefined;
  }
}

function isMissingFile(error: unknown, path: string): boolean {
  return error instanceof Error && 'url' in error && error.url === pathToFileURL(path).href;
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
