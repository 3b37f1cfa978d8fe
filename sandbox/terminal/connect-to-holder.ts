import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { SandboxError } from '../errors.ts';

/** Linux's O_PATH, which Node does not name: a handle to a place, without opening what is there. */
const O_PATH = 0o10000000;
const SOCKET_PATH = ['run', 'vethlab', 'terminals.sock'] as const;

/**
 * Connects to the holder of the sandbox whose PID 1 has this pid on our host. The path lies in the learner's root, where
 * any component may be a symlink that leads out of it into ours. So each is opened on its own, never through a link, and
 * what was opened is what is connected to.
 */
export async function connectToHolder(initPid: number): Promise<Socket> {
  await using root = await openRoot(`/proc/${initPid}`);
  return await connectBelow(root, SOCKET_PATH);
}

/** The same by a handle to the process's folder in /proc, which stays that process's when its pid is given away again. */
export async function connectToHolderOf(processFolder: FileHandle): Promise<Socket> {
  await using root = await openRoot(pathOf(processFolder));
  return await connectBelow(root, SOCKET_PATH);
}

/** The same below any directory. */
export async function connectBelow(directory: FileHandle, path: readonly string[]): Promise<Socket> {
  await using handles = new AsyncDisposableStack();
  let place = directory;
  for (const [index, name] of path.entries()) {
    place = handles.use(await openBelow(place, name));
    const found = await place.stat();
    const isExpected = index === path.length - 1 ? found.isSocket() : found.isDirectory();
    if (!isExpected) throw failed(`${name} is not what the holder has made`);
  }
  return await connectTo(place);
}

async function openRoot(processFolder: string): Promise<FileHandle> {
  try {
    return await open(`${processFolder}/root`, O_PATH | constants.O_DIRECTORY);
  } catch (cause) {
    throw new SandboxError('sandbox/gone', `no process at ${processFolder}`, { cause });
  }
}

async function openBelow(directory: FileHandle, name: string): Promise<FileHandle> {
  try {
    return await open(`${pathOf(directory)}/${name}`, O_PATH | constants.O_NOFOLLOW);
  } catch (cause) {
    throw failed(`cannot reach ${name}`, cause);
  }
}

async function connectTo(place: FileHandle): Promise<Socket> {
  const socket = connect({ path: pathOf(place) });
  const connected = Promise.withResolvers<void>();
  socket.once('connect', connected.resolve);
  // Stays: until the caller has the socket, there is nobody else to hear of an error. It closes the socket, and that shows.
  socket.on('error', connected.reject);
  try {
    await connected.promise;
    return socket;
  } catch (cause) {
    throw failed('nobody listens', cause);
  }
}

/** The kernel's own link to what the handle holds. */
function pathOf(handle: FileHandle): string {
  return `/proc/self/fd/${handle.fd}`;
}

function failed(what: string, cause?: unknown): SandboxError {
  return new SandboxError('sandbox/terminal-failed', `the sandbox's terminals: ${what}`, { cause });
}
