import { constants } from 'node:fs';
import { type FileHandle, open, readFile } from 'node:fs/promises';
import { SandboxError } from '../errors.ts';

/** Linux's O_PATH, which Node does not name. */
const O_PATH = 0o10000000;

/**
 * A handle to the /proc folder of a container's first process on this host. It never leads to another process: a pid that
 * was given away before the handle was opened is recognised by its cgroup, and one given away later does not matter.
 */
export async function openFirstProcess(pid: number, containerId: string): Promise<FileHandle> {
  let folder: FileHandle | undefined;
  try {
    folder = await open(`/proc/${pid}`, O_PATH | constants.O_DIRECTORY);
    const cgroups = await readFile(`/proc/self/fd/${folder.fd}/cgroup`, 'utf8');
    if (!cgroups.includes(containerId)) throw new Error(`process ${pid} is not of container ${containerId}`);
    return folder;
  } catch (cause) {
    await folder?.close();
    throw new SandboxError('sandbox/gone', 'the machine is no more', { cause });
  }
}
