import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { FaultList } from './lab-faults.ts';

/** A folder of a lab, with the name that its faults are reported under. */
export interface LabFolder {
  readonly path: string;
  readonly shown: string;
}

export function labsFolder(root: string): LabFolder {
  return { path: root, shown: basename(root) };
}

export function subfolder(parent: LabFolder, name: string): LabFolder {
  return { path: join(parent.path, name), shown: `${parent.shown}/${name}` };
}

/** The folder of one step, where its author's files are. */
export function stepFolder(root: string, slug: string, stepId: string): LabFolder {
  return ['steps', stepId].reduce(subfolder, subfolder(labsFolder(root), slug));
}

/** A file's text, or `undefined` where there is no such file. */
export async function readText(folder: LabFolder, file: string): Promise<string | undefined> {
  try {
    return await readFile(join(folder.path, file), 'utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** As `readText`; a missing file is a fault. */
export async function readRequired(folder: LabFolder, file: string, faults: FaultList): Promise<string | undefined> {
  const text = await readText(folder, file);
  if (text === undefined) faults.add(`${folder.shown}/${file}`, 1, 'this file is missing');
  return text;
}

export interface Entries {
  readonly files: readonly string[];
  readonly folders: readonly string[];
}

/** What is in a folder, sorted; hidden entries left out. Nothing where there is no such folder. */
export async function listEntries(folder: LabFolder): Promise<Entries> {
  try {
    const entries = await readdir(folder.path, { withFileTypes: true });
    const visible = entries.filter((entry) => !entry.name.startsWith('.'));
    const names = (wanted: boolean) =>
      visible
        .filter((entry) => entry.isDirectory() === wanted)
        .map((entry) => entry.name)
        .toSorted();
    return { files: names(false), folders: names(true) };
  } catch (error) {
    if (isMissing(error)) return { files: [], folders: [] };
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
