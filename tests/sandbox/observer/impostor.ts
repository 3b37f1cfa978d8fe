import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import type { StandInMachine } from './stand-in-machine.ts';

export interface Impostor extends AsyncDisposable {
  /** Resolves when somebody has come to talk. */
  readonly met: Promise<void>;
  readonly connections: number;
}

async function pose(machine: StandInMachine, server: Server): Promise<Impostor> {
  const folder = mkdtempSync('/tmp/vethlab-impostor-');
  const sockets = new Set<Socket>();
  const { promise: met, resolve: meet } = Promise.withResolvers<void>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    meet();
    socket.on('error', () => undefined);
  });
  server.listen(join(folder, 'docker.sock'));
  await once(server, 'listening');
  machine.run('ln', '-s', join(folder, 'docker.sock'), '/run/docker.sock');
  return {
    met,
    get connections() {
      return sockets.size;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      rmSync(folder, { recursive: true, force: true });
      await once(server, 'close');
    },
  };
}

/** Stands where Docker's socket is and does with each connection what it likes. */
export function poseAsSocket(machine: StandInMachine, serve: (socket: Socket) => void): Promise<Impostor> {
  return pose(machine, createServer(serve));
}

/** Stands where Docker's socket is and answers as if it were Docker, with these bodies by path. */
export function poseAsDocker(machine: StandInMachine, bodies: Readonly<Record<string, unknown>>): Promise<Impostor> {
  const server = createHttpServer((request, response) => {
    const path = request.url?.split('?')[0] ?? '';
    if (path === '/events') {
      response.writeHead(200).flushHeaders();
      return;
    }
    response.end(JSON.stringify(bodies[path] ?? null));
  });
  return pose(machine, server);
}
