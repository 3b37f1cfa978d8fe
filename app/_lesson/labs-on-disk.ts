import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Lab } from '../../labs/core/lab.ts';
import { loadLabs } from '../../labs/core/load-lab.ts';

/** How long a look at the files' times is good for; an author who saves and reloads does not notice it. */
const LOOK_AGAIN_MS = 1000;

interface Loaded {
  readonly stamp: string;
  readonly labs: Promise<Lab[]>;
}

let loaded: Loaded | undefined;
let lookedAt = 0;

/** Every lab, read anew when a file of theirs has changed. */
export async function labs(): Promise<Lab[]> {
  const now = Date.now();
  if (loaded !== undefined && now - lookedAt < LOOK_AGAIN_MS) return loaded.labs;
  lookedAt = now;
  const root = join(/* turbopackIgnore: true */ process.cwd(), 'labs');
  const stamp = await stampOf(root);
  if (loaded?.stamp !== stamp) loaded = { stamp, labs: loadLabs(root) };
  return loaded.labs;
}

export async function labBySlug(slug: string): Promise<Lab | undefined> {
  return (await labs()).find((lab) => lab.slug === slug);
}

async function stampOf(root: string): Promise<string> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const times = await Promise.all(files.map(async (file) => (await stat(join(file.parentPath, file.name))).mtimeMs));
  return `${files.length}:${Math.max(0, ...times)}`;
}
