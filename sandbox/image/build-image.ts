import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { withFileLock } from '../engine/file-lock.ts';
import { AGENT_DIRECTORY, imageHashes } from './image-inputs.ts';
import { runLogged } from './run-logged.ts';

/** Older results of both kinds that are kept, for going back and forth between two branches. */
const KEPT = 2;
/** On a slow line, all packages are fetched within this. */
const LONGEST_BUILD_MS = 30 * 60_000;
const PART = '.part';

/** Where a cache folder has the image of the sources as they stand. The files may not be there yet. */
export interface ImageFiles {
  /** Names what comes from Debian. */
  readonly baseHash: string;
  /** Names the whole content. */
  readonly hash: string;
  /** The root file system without anything of ours, one tar for `docker import`. */
  readonly base: string;
  /** What is ours, as a context for `docker build` on top of the base. */
  readonly context: string;
  /** `NAME.tar` of each preloaded image, as `docker load` takes them. */
  readonly archives: string;
}

export interface BuildOptions {
  readonly cache: string;
  readonly signal?: AbortSignal;
  /** Is given the build's output, piece by piece. */
  write?(text: string): void;
}

export function imageFiles(cache: string): ImageFiles {
  const hashes = imageHashes();
  const base = join(cache, `base-${hashes.base}`);
  return {
    baseHash: hashes.base,
    hash: hashes.image,
    base: join(base, 'root.tar'),
    context: join(cache, `image-${hashes.image}.tar`),
    archives: join(base, 'archives'),
  };
}

export function isImageBuilt(cache: string): boolean {
  return isThere(imageFiles(cache));
}

/** Builds what is missing of the image, or waits for a process that does. Needs root, mmdebstrap, python3, gcc, libc6-dev. */
export async function buildImage(options: BuildOptions): Promise<ImageFiles> {
  const files = imageFiles(options.cache);
  if (isThere(files)) return files;
  await mkdir(options.cache, { recursive: true });
  await withFileLock(join(options.cache, 'building'), LONGEST_BUILD_MS, () => buildMissing(files, options));
  return files;
}

async function buildMissing(files: ImageFiles, options: BuildOptions): Promise<void> {
  if (isThere(files)) return;
  const base = dirname(files.base);
  await removeParts(options.cache);
  await makeOnce(base, options, (work) => buildBase(work, options));
  await makeOnce(files.context, options, (work) => packContext(work, options));
  await removeOlder(options.cache, 'base-', base);
  await removeOlder(options.cache, 'image-', files.context);
}

function isThere(files: ImageFiles): boolean {
  return existsSync(files.base) && existsSync(files.context);
}

async function buildBase(folder: string, options: BuildOptions): Promise<void> {
  const root = join(folder, 'root');
  await runLogged(['sh', script('build-base.sh'), folder], options);
  await runLogged(['tar', '--numeric-owner', '-C', root, '-cf', join(folder, 'root.tar'), '.'], options);
  await rm(root, { recursive: true });
}

async function packContext(tar: string, options: BuildOptions): Promise<void> {
  const context = join(options.cache, `context${PART}`);
  const ours = join(context, 'ours');
  try {
    await mkdir(context);
    await runLogged(['sh', script('build-image.sh'), AGENT_DIRECTORY, ours], options);
    await runLogged(['tar', '--numeric-owner', '-C', ours, '-cf', join(context, 'ours.tar'), '.'], options);
    await copyFile(script('layer.dockerfile'), join(context, 'Dockerfile'));
    await runLogged(['tar', '-C', context, '-cf', tar, 'Dockerfile', 'ours.tar'], options);
  } finally {
    await rm(context, { recursive: true, force: true });
  }
}

/** Makes a file or folder whole or not at all. */
async function makeOnce(path: string, options: BuildOptions, make: (work: string) => Promise<void>): Promise<void> {
  if (existsSync(path)) return;
  const work = `${path}${PART}`;
  try {
    await make(work);
    await rename(work, path);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  options.signal?.throwIfAborted();
}

/** What a build left that was killed. */
async function removeParts(cache: string): Promise<void> {
  const parts = (await readdir(cache)).filter((name) => name.endsWith(PART));
  for (const name of parts) await rm(join(cache, name), { recursive: true, force: true });
}

async function removeOlder(cache: string, prefix: string, current: string): Promise<void> {
  const names = (await readdir(cache)).filter((name) => name.startsWith(prefix) && name !== basename(current));
  const entries = await Promise.all(names.map(async (name) => ({ name, at: (await stat(join(cache, name))).mtimeMs })));
  const old = entries.sort((one, other) => other.at - one.at).slice(KEPT);
  for (const { name } of old) await rm(join(cache, name), { recursive: true, force: true });
}

function script(name: string): string {
  return join(import.meta.dirname, name);
}
