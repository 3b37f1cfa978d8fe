import { createHash } from 'node:crypto';
import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const IMAGE_DIRECTORY = import.meta.dirname;
const SANDBOX_DIRECTORY = join(IMAGE_DIRECTORY, '..');
export const AGENT_DIRECTORY = join(SANDBOX_DIRECTORY, 'observer', 'agent');

/** Everything that decides what comes from Debian. */
const BASE_INPUTS = [
  'image/packages.txt',
  'image/dpkg-excludes',
  'image/build-base.sh',
  'image/apt-sources.py',
  'image/nested/**',
];
/** Everything of ours that is put on top. */
const IMAGE_INPUTS = [
  'image/build-image.sh',
  'image/layer.dockerfile',
  'image/rootfs/**',
  // A pattern's stars pass over these.
  'image/rootfs/**/.*',
  'image/init/*.{c,h,sh}',
  'image/ip/*.c',
  'observer/agent/*.py',
];

/** Names what `build-base.sh` and `build-image.sh` make of these sources on this kind of machine. */
export function imageHashes(): { readonly base: string; readonly image: string } {
  const base = hashOf(BASE_INPUTS, process.arch);
  return { base, image: hashOf(IMAGE_INPUTS, base) };
}

/** Every file that is put into the image or builds what is, relative to `sandbox/`. */
export function imageInputs(): string[] {
  return filesOf(IMAGE_INPUTS);
}

function filesOf(patterns: readonly string[]): string[] {
  const names = globSync(patterns, { cwd: SANDBOX_DIRECTORY });
  return names.filter((name) => statSync(join(SANDBOX_DIRECTORY, name)).isFile()).sort();
}

function hashOf(patterns: readonly string[], seed: string): string {
  const hash = createHash('sha256').update(seed);
  for (const name of filesOf(patterns)) hash.update(`\0${name}\0`).update(readFileSync(join(SANDBOX_DIRECTORY, name)));
  return hash.digest('hex').slice(0, 16);
}
