import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { disposable } from '../lifecycle.ts';
import type { Logger } from '../logger.ts';
import type { Sessions } from '../session/sessions.ts';
import type { Store } from '../store/open-store.ts';
import { sessionsWithMachines } from '../store/session-records.ts';
import type { ListedSession } from './admin-answers.ts';
import { followMachine } from './follow-machine.ts';

/** Of the file system, which holds a socket's path in 108 bytes. */
const LONGEST_PATH_BYTES = 107;
const SESSION_PATH = /^\/sessions\/([\w-]{1,64})\/(observation|observations)$/;

export interface AdminSocketParts {
  readonly home: string;
  readonly log: Logger;
  readonly store: Store;
  readonly sessions: Pick<Sessions, 'machineOf'>;
}

/** Where the server of this home answers whoever may open the socket: root, or the user who started it. */
export function adminSocketOf(home: string): string {
  return join(home, 'admin', 'socket');
}

/**
 * Lets the `vethlab` command look at machines without a learner's cookie. It is a socket in a folder that nobody else may
 * enter, so the kernel says who is asking. Reads only. A server that cannot open it serves learners all the same.
 */
export async function openAdminSocket(parts: AdminSocketParts): Promise<Disposable> {
  const path = adminSocketOf(parts.home);
  const streams = new Set<Disposable>();
  const server = createServer((request, response) => {
    answer(parts, { request, response, streams }).catch((error: unknown) => {
      parts.log.warn({ error }, 'admin socket');
      if (response.headersSent) response.destroy();
      else send(response, 500, { problem: 'internal' });
    });
  });
  try {
    await listen(server, path);
  } catch (error) {
    parts.log.warn({ error, path }, 'no admin socket: `vethlab observe` will not reach this server');
    return disposable(() => undefined);
  }
  return disposable(() => {
    for (const stream of streams) stream[Symbol.dispose]();
    server.close();
    server.closeAllConnections();
    rmSync(path, { force: true });
  });
}

async function listen(server: Server, path: string): Promise<void> {
  if (Buffer.byteLength(path) > LONGEST_PATH_BYTES) throw new Error('the path of the home is too long for a socket');
  const folder = join(path, '..');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // Before the socket is there: it is never within reach of others, not even for a moment.
  chmodSync(folder, 0o700);
  // The home is locked, so that what lies there is left from a server that is no more.
  rmSync(path, { force: true });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(path, resolve);
  await promise;
  server.off('error', reject);
  chmodSync(path, 0o600);
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** What is answered for as long as the asker listens. */
  readonly streams: Set<Disposable>;
}

async function answer({ store, sessions }: AdminSocketParts, { request, response, streams }: Exchange): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://admin');
  if (request.method !== 'GET') return send(response, 405, { problem: 'bad-request' });
  if (pathname === '/sessions') return send(response, 200, { sessions: await listed(store) });
  const [, id, what] = SESSION_PATH.exec(pathname) ?? [];
  if (id === undefined) return send(response, 404, { problem: 'not-found' });
  const machine = await sessions.machineOf(id);
  if (machine === undefined) return send(response, 404, { problem: 'no-machine' });
  if (what === 'observation') return send(response, 200, await machine.sandbox.observe());
  const following = followMachine(machine, response);
  streams.add(following);
  response.once('close', () => streams.delete(following));
}

/** The sessions that have a machine or wait for one. */
async function listed(store: Store): Promise<ListedSession[]> {
  const rows = await sessionsWithMachines(store);
  return rows.map(({ id, lab, step, machine_state: state, machine_since: since }) => {
    return { id, lab, step, machine: state === 'ready' ? 'ready' : 'starting', since };
  });
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
