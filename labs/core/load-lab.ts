import type { Lab, Step } from './lab.ts';
import { FaultList } from './lab-faults.ts';
import { type LabFolder, labsFolder, listEntries, readRequired, subfolder } from './lab-folder.ts';
import { type LabFile, labFileSchema, slugSchema } from './lab-schema.ts';
import { readStep } from './read-step.ts';
import { readYaml, type YamlReading } from './yaml-text.ts';

/** Folders beside the labs that hold no lab. */
const NOT_A_LAB = new Set(['core']);

/** Reads the texts and scripts of every lab in a folder, by slug. Throws `LabFaults`, which lists all that is wrong. */
export async function loadLabs(root: string): Promise<Lab[]> {
  const faults = new FaultList();
  const labs = await readLabs(root, faults);
  faults.throwIfAny();
  return labs;
}

/** As `loadLabs`, but gathers faults and gives what could be read in spite of them. */
export async function readLabs(root: string, faults: FaultList): Promise<Lab[]> {
  const labs: Lab[] = [];
  const { folders } = await listEntries(labsFolder(root));
  for (const slug of folders.filter((name) => !NOT_A_LAB.has(name))) {
    const lab = await readLab(subfolder(labsFolder(root), slug), slug, faults);
    if (lab) labs.push(lab);
  }
  return labs;
}

async function readLab(folder: LabFolder, slug: string, faults: FaultList): Promise<Lab | undefined> {
  const file = `${folder.shown}/lab.yaml`;
  if (!slugSchema.safeParse(slug).success)
    faults.add(folder.shown, 1, 'a lab is named by lower-case letters, digits and hyphens');
  const source = await readRequired(folder, 'lab.yaml', faults);
  const reading = source === undefined ? undefined : readYaml({ file, text: source }, labFileSchema, faults);
  if (reading === undefined) return undefined;
  const steps: Step[] = [];
  const stepsFolder = subfolder(folder, 'steps');
  for (const entry of await listedSteps({ file, stepsFolder, reading }, faults)) {
    const step = await readStep(subfolder(stepsFolder, entry.id), entry, faults);
    if (step) steps.push(step);
  }
  return { ...reading.value, slug, steps };
}

interface LabReading {
  readonly file: string;
  readonly stepsFolder: LabFolder;
  readonly reading: YamlReading<typeof labFileSchema>;
}

/** The steps that lab.yaml lists and that have a folder; it and the folders must agree. */
async function listedSteps({ file, stepsFolder, reading }: LabReading, faults: FaultList): Promise<LabFile['steps']> {
  const { steps } = reading.value;
  const ids = steps.map((step) => step.id);
  const { folders } = await listEntries(stepsFolder);
  for (const folder of folders.filter((name) => !ids.includes(name))) {
    faults.add(`${stepsFolder.shown}/${folder}`, 1, 'lab.yaml does not list this step');
  }
  return steps.filter(({ id }, index) => {
    const line = reading.lineOf(['steps', index, 'id']);
    if (ids.indexOf(id) !== index) faults.add(file, line, `step ${id} is listed twice`);
    else if (!folders.includes(id)) faults.add(file, line, `step ${id} has no folder in steps/`);
    else return true;
    return false;
  });
}
