import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadLabsWithChecks } from '../labs/core/load-checks.ts';
import type { SandboxDriver } from '../sandbox/driver.ts';
import { openAdminSocket } from './admin/admin-socket.ts';
import { systemClock } from './clock.ts';
import type { Env } from './env.ts';
import { Api } from './http/api.ts';
import { HttpServer, type PageHandler } from './http/http-server.ts';
import { type KeepsakeParts, keepsakeRoutes } from './http/keepsake-routes.ts';
import { RequestGuard } from './http/request-guard.ts';
import { Identity, loadIdentityKey } from './identity.ts';
import type { Logger } from './logger.ts';
import { adoptSandboxes } from './pool/adopt.ts';
import { SandboxPool } from './pool/sandbox-pool.ts';
import { openPreviews } from './preview/open-previews.ts';
import { openRecording } from './recording/open-recording.ts';
import { limitsOf } from './session/lab-shelf.ts';
import { Sessions } from './session/sessions.ts';
import { listenFailure } from './start-failure.ts';
import { openStore } from './store/open-store.ts';
import { SocketDoors } from './ws/socket-doors.ts';

/** How often sessions in which nothing happens are let go of. */
const SWEEP_MS = 60_000;

export interface ServerParts {
  readonly env: Env;
  readonly dev: boolean;
  /** The folder that holds the labs. */
  readonly labs: string;
  readonly log: Logger;
  /** Begun by the caller, so that engine, site and labs get ready side by side. Both belong to the server from here on. */
  readonly driver: Promise<SandboxDriver>;
  readonly site: Promise<PageHandler>;
}

export interface RunningServer extends AsyncDisposable {
  readonly url: string;
  readonly driver: SandboxDriver;
}

/** Puts the parts together and listens. Whatever fails on the way, what was opened is given back. */
export async function startServer(parts: ServerParts): Promise<RunningServer> {
  await using opened = new AsyncDisposableStack();
  const { env, log } = parts;
  const clock = systemClock;
  const [loaded, driver, pages] = await gather(parts, opened);
  const store = await openStore(join(env.home, 'vethlab.sqlite'));
  opened.defer(() => store.destroy());
  const pool = opened.use(
    new SandboxPool({
      driver,
      store,
      clock,
      log,
      limits: loaded.map(({ lab }) => limitsOf(lab)),
      sparesPerFlavour: driver.kind === 'local' ? 0 : env.poolSize,
      maxSandboxes: driver.kind === 'local' ? 1 : env.maxSandboxes,
    }),
  );
  const recording = opened.use(openRecording({ ...env, keepsCommands: driver.kind !== 'local', clock, log }));
  const shelf = new Map(loaded.map((entry) => [entry.lab.slug, entry]));
  const sessions = opened.use(
    new Sessions({
      store,
      source: pool,
      clock,
      log,
      shelf,
      idleMs: env.idleMs,
      maxAgeMs: env.maxAgeMs,
      recorder: recording.recorder,
    }),
  );
  const http = openDoor(
    { ...parts, isolation: driver.isolation, pages, sessions, pool, store, shelf, recordings: recording },
    opened,
  );
  await sessions.resume(await adoptSandboxes({ driver, store, pool, log }));
  const port = await http.listen(env).catch((error: NodeJS.ErrnoException) => {
    throw listenFailure(error, env);
  });
  pool.open();
  opened.use(writePidFile(env.home));
  opened.use(await openAdminSocket({ home: env.home, log, store, sessions }));
  const sweep = setInterval(() => void sessions.releaseDormant(), SWEEP_MS);
  opened.defer(() => clearInterval(sweep));

  const kept = opened.move();
  return { url: urlOf(env, port), driver, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

interface DoorParts extends Pick<ServerParts, 'env' | 'dev' | 'log'>, Pick<KeepsakeParts, 'store' | 'shelf' | 'recordings'> {
  readonly isolation: string;
  readonly pages: PageHandler;
  readonly sessions: Sessions;
  readonly pool: SandboxPool;
}

/** The one door with all that is behind it; it does not listen yet. */
function openDoor(parts: DoorParts, opened: AsyncDisposableStack): HttpServer {
  const { env, dev, log, isolation, pages, sessions, pool, ...kept } = parts;
  const clock = systemClock;
  const key = loadIdentityKey(env.home);
  const identity = new Identity(key, { secure: env.publicOrigin?.startsWith('https:') ?? false });
  const guard = new RequestGuard(env);
  const { machinesPerAddress, publicOrigin } = env;
  const behindProxy = publicOrigin !== undefined;
  const more = keepsakeRoutes({ ...kept, home: env.home, sessions, identity, clock, publicOrigin });
  const previews = openPreviews({ env, key, sessions, clock, log });
  const doors = new SocketDoors({ access: sessions, identity, guard, clock, log, behindProxy });
  const http = opened.use(
    new HttpServer({
      api: new Api({ sessions, identity, guard, clock, log, machinesPerAddress, behindProxy, previews, more }),
      guard,
      log,
      dev,
      isolation,
      pages,
      sockets: doors.sockets,
      streams: doors.streams,
      previews,
      health: () => ({ status: 'ok', ...pool.standing }),
    }),
  );
  // After the door, so that what it has handed on ends before it: it does not close over open sockets.
  opened.use(doors);
  opened.use(previews);
  return http;
}

/** Waits for all, so that nothing that one failure leaves behind goes on unseen. */
async function gather({ labs, driver, site }: ServerParts, opened: AsyncDisposableStack) {
  const [loaded, opening, building] = await Promise.allSettled([loadLabsWithChecks(labs), driver, site]);
  if (opening.status === 'fulfilled') opened.use(opening.value);
  return [unwrap(loaded), unwrap(opening), unwrap(building)] as const;
}

function unwrap<Value>(result: PromiseSettledResult<Value>): Value {
  if (result.status === 'rejected') throw result.reason;
  return result.value;
}

/** So that `vethlab down` finds the server. */
function writePidFile(home: string): Disposable {
  const path = join(home, 'server.pid');
  writeFileSync(path, `${process.pid}\n`);
  return { [Symbol.dispose]: () => rmSync(path, { force: true }) };
}

function urlOf({ host, publicOrigin }: Env, port: number): string {
  if (publicOrigin !== undefined) return publicOrigin;
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}
