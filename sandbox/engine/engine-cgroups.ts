import { readFileSync, rmdirSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

const CGROUP_ROOT = '/sys/fs/cgroup';

/** The folders of this cgroup and all below it, in every hierarchy of v1 and v2, innermost first. */
export async function cgroupFolders(name: string): Promise<string[]> {
  const roots = [CGROUP_ROOT, ...(await subfolders(CGROUP_ROOT))];
  const trees = await Promise.all(roots.map((root) => tree(join(root, name))));
  return [...new Set(trees.flat())];
}

/** The pids in any of these folders. */
export function membersOf(folders: readonly string[]): number[] {
  const pids = folders.flatMap((folder) => readLines(join(folder, 'cgroup.procs')).map(Number));
  return [...new Set(pids)].filter((pid) => pid > 1);
}

/** Removes the folders that are empty. Returns how many are left. */
export function removeCgroups(folders: readonly string[]): number {
  let left = 0;
  for (const folder of folders) {
    try {
      rmdirSync(folder);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') left += 1;
    }
  }
  return left;
}

async function tree(folder: string): Promise<string[]> {
  if (readLines(join(folder, 'cgroup.procs')) === MISSING) return [];
  const below = await Promise.all((await subfolders(folder)).map(tree));
  return [...below.flat(), folder];
}

async function subfolders(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map((entry) => join(folder, entry.name));
  } catch {
    return [];
  }
}

const MISSING: string[] = [];

function readLines(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').split('\n').filter(Boolean);
  } catch {
    return MISSING;
  }
}
