import type { Duplex } from 'node:stream';
import type Docker from 'dockerode';
import { WebSocket } from 'ws';
import type { SocketLike } from '../../app/_terminal/socket-like.ts';
import { TerminalSocket } from '../../app/_terminal/terminal-socket.ts';
import type { Learner } from '../support/learner.ts';

const SIZE = { cols: 120, rows: 40 };
/** Nothing a bench waits for takes this long, unless something is broken. */
const TIMEOUT_MS = 120_000;

/** A shell at the far end of some path. */
export interface BenchShell extends Disposable {
  type(keys: string): void;
  /** Calls `listener` for each piece of output, instead of an earlier one. */
  listen(listener: (bytes: Uint8Array) => void): void;
}

/** Our whole path: the page's own socket class, the server's door, the machine's holder of shells. */
export async function openOurShell(learner: Learner, name: string): Promise<BenchShell> {
  const opened = Promise.withResolvers<void>();
  let listener: (bytes: Uint8Array) => void = () => undefined;
  const socket = new TerminalSocket({
    url: `${learner.url.replace('http', 'ws')}/ws/sessions/${learner.session.id}/terminals/${name}`,
    size: () => SIZE,
    open: (url, protocol) => new WebSocket(url, protocol, { headers: learner.headers }) as unknown as SocketLike,
    sink: {
      connectionChanged: ({ state }) => state === 'open' && opened.resolve(),
      reset: () => undefined,
      repainted: () => undefined,
      write: (bytes, done) => {
        listener(bytes);
        done();
      },
      resized: () => undefined,
      exited: () => undefined,
      restarted: () => undefined,
    },
  });
  socket.connect();
  await withDeadline(opened.promise, 'the terminal did not open');
  return {
    type: (keys) => void socket.type(keys),
    listen: (next) => {
      listener = next;
    },
    [Symbol.dispose]: () => socket.close(),
  };
}

/** The baseline: the engine's own stream to a shell in the same machine, with a terminal. */
export async function openEngineShell(container: Docker.Container): Promise<BenchShell> {
  const exec = await container.exec({
    Cmd: ['bash', '-l'],
    AttachStdin: true,
    AttachStdout: true,
    AttachStderr: true,
    Tty: true,
  });
  const stream: Duplex = await exec.start({ hijack: true, stdin: true, Tty: true });
  await exec.resize({ w: SIZE.cols, h: SIZE.rows });
  let listener: (bytes: Uint8Array) => void = () => undefined;
  stream.on('data', (bytes: Buffer) => listener(bytes));
  return {
    type: (keys) => void stream.write(keys),
    listen: (next) => {
      listener = next;
    },
    [Symbol.dispose]: () => stream.destroy(),
  };
}

/** Types, and resolves with the milliseconds until what comes back ends with or holds `sign`. */
export function answerTime(shell: BenchShell, keys: string, sign: string): Promise<number> {
  const answered = Promise.withResolvers<number>();
  let tail = '';
  const startedAt = performance.now();
  shell.listen((bytes) => {
    // The tail is enough to find a sign that is cut in two, and keeps a flood from being searched twice.
    const text = tail + Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
    if (text.includes(sign)) answered.resolve(performance.now() - startedAt);
    tail = text.slice(-sign.length);
  });
  shell.type(keys);
  return withDeadline(answered.promise, `${JSON.stringify(sign)} did not come`);
}

export function withDeadline<Value>(promise: Promise<Value>, what: string): Promise<Value> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(what)), TIMEOUT_MS);
  return Promise.race([promise, late.promise]).finally(() => clearTimeout(timer));
}
