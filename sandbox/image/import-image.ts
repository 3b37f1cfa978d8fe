import { createReadStream, existsSync } from 'node:fs';
import type Docker from 'dockerode';
import { SandboxError } from '../errors.ts';
import type { ImageFiles } from './build-image.ts';

const REPOSITORY = 'vethlab/sandbox';
const BASE_REPOSITORY = 'vethlab/sandbox-base';
/** The tar is read in pieces of this size: at Node's 64 kB the reading takes longer than the unpacking. */
const READ_BYTES = 1 << 20;

/** As the Dockerfile's comment says to tag it: for an engine on a host where nothing was built. */
const BUILT_ELSEWHERE = `${REPOSITORY}:latest`;

/**
 * The image in this engine, brought there from the cache unless it is there. Where the cache has none, one that was built
 * in that engine by the Dockerfile will do. Returns its reference.
 */
export async function ensureImage(docker: Docker, files: ImageFiles): Promise<string> {
  const reference = `${REPOSITORY}:${files.hash}`;
  if (await hasImage(docker, reference)) return reference;
  if (!existsSync(files.base) || !existsSync(files.context)) {
    if (await hasImage(docker, BUILT_ELSEWHERE)) return BUILT_ELSEWHERE;
    throw new SandboxError('sandbox/image-missing', `the sandbox image is not built: ${files.context} is not there`);
  }
  const base = `${BASE_REPOSITORY}:${files.baseHash}`;
  try {
    if (!(await hasImage(docker, base))) await importBase(docker, files.base, base);
    await addOurs(docker, files.context, { base, reference });
  } catch (cause) {
    throw new SandboxError('sandbox/image-missing', 'the engine does not take the sandbox image', { cause });
  }
  await removeOthers(docker, [reference, base]);
  return reference;
}

async function hasImage(docker: Docker, reference: string): Promise<boolean> {
  try {
    await docker.getImage(reference).inspect();
    return true;
  } catch (error) {
    if ((error as { statusCode?: number }).statusCode === 404) return false;
    throw new SandboxError('sandbox/engine-unreachable', 'the engine does not tell its images', { cause: error });
  }
}

async function importBase(docker: Docker, tar: string, reference: string): Promise<void> {
  const [repo, tag] = reference.split(':');
  await outcome(docker, await docker.importImage(createReadStream(tar, { highWaterMark: READ_BYTES }), { repo, tag }));
}

interface Names {
  readonly base: string;
  readonly reference: string;
}

async function addOurs(docker: Docker, context: string, { base, reference }: Names): Promise<void> {
  await outcome(
    docker,
    await docker.buildImage(context, { t: reference, buildargs: { BASE: base }, forcerm: true, version: '1' }),
  );
}

/** The engine answers with a stream of progress; a failure is a line in it. */
async function outcome(docker: Docker, progress: NodeJS.ReadableStream): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    docker.modem.followProgress(progress, (error: Error | null) => (error === null ? resolve() : reject(error)));
  });
}

/** Images of older sources. One that a running sandbox is made of stays, and is met again next time. */
async function removeOthers(docker: Docker, kept: readonly string[]): Promise<void> {
  const images = await docker.listImages({ filters: { reference: [REPOSITORY, BASE_REPOSITORY] } });
  const tags = images.flatMap((image) => image.RepoTags ?? []).filter((tag) => !kept.includes(tag) && tag !== BUILT_ELSEWHERE);
  for (const tag of tags) {
    await docker
      .getImage(tag)
      .remove()
      .catch(() => undefined);
  }
}
