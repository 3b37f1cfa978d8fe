import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, vi } from 'vitest';
import { createLogger } from '../../server/logger.ts';
import { adoptSandboxes } from '../../server/pool/adopt.ts';
import { SandboxPool } from '../../server/pool/sandbox-pool.ts';
import type { SessionEvent, SessionView } from '../../server/protocol/session-view.ts';
import { limitsOf } from '../../server/session/lab-shelf.ts';
import type { Session } from '../../server/session/session.ts';
import { Sessions } from '../../server/session/sessions.ts';
import { openStore, type Store } from '../../server/store/open-store.ts';
import { ManualClock } from './manual-clock.ts';
import { MemoryDriver } from './memory-driver.ts';
import { testLab } from './test-lab.ts';

export const IDLE_MS = 30 * 60_000;
export const MAX_AGE_MS = 4 * 3_600_000;

export interface WorkbenchOptions {
  readonly spares?: number;
  readonly maxSandboxes?: number;
}

/** Sessions, pool and store as the server puts them together, on an engine in memory and a clock that stands still. */
export class Workbench implements AsyncDisposable {
  readonly driver = new MemoryDriver();
  readonly clock = new ManualClock();
  readonly log = createLogger('silent');
  readonly home = mkdtempSync(join(tmpdir(), 'vethlab-test-'));
  readonly #options: WorkbenchOptions;
  #running: { store: Store; pool: SandboxPool; sessions: Sessions } | undefined;

  constructor(options: WorkbenchOptions = {}) {
    this.#options = options;
  }

  static async open(options: WorkbenchOptions = {}): Promise<Workbench> {
    const bench = new Workbench(options);
    await bench.start();
    return bench;
  }

  get sessions(): Sessions {
    return this.#parts.sessions;
  }

  get pool(): SandboxPool {
    return this.#parts.pool;
  }

  get store(): Store {
    return this.#parts.store;
  }

  /** Starts what a server process starts; machines and store of the one before are still there. */
  async start(): Promise<void> {
    const { driver, clock, log } = this;
    const store = await openStore(join(this.home, 'vethlab.sqlite'));
    const { spares = 0, maxSandboxes = 10 } = this.#options;
    const pool = new SandboxPool({
      driver,
      store,
      clock,
      log,
      limits: [limitsOf(testLab.lab)],
      sparesPerFlavour: spares,
      maxSandboxes,
    });
    const shelf = new Map([[testLab.lab.slug, testLab]]);
    const sessions = new Sessions({ store, source: pool, clock, log, shelf, idleMs: IDLE_MS, maxAgeMs: MAX_AGE_MS });
    this.#running = { store, pool, sessions };
    const owned = await adoptSandboxes({ driver, store, pool, log });
    pool.open();
    await sessions.resume(owned);
  }

  /** Forgets everything in memory, as `kill -9` does; machines and what the store was told are all that is left. */
  async crash(): Promise<void> {
    const { store, sessions, pool } = this.#parts;
    this.#running = undefined;
    sessions[Symbol.dispose]();
    await pool[Symbol.asyncDispose]();
    await store.destroy();
  }

  /** A learner with a session whose machine is ready. */
  async learner(id = 'ann'): Promise<Session> {
    const session = await this.sessions.start(id, testLab.lab.slug);
    await settled(session, (view) => view.machine.state === 'ready');
    return session;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#running !== undefined) {
      const { store, pool, sessions } = this.#running;
      sessions[Symbol.dispose]();
      await pool[Symbol.asyncDispose]();
      await store.destroy();
    }
    rmSync(this.home, { recursive: true, force: true });
  }

  get #parts() {
    if (this.#running === undefined) throw new Error('the workbench is not started');
    return this.#running;
  }
}

/** A page that remembers what it was told. */
export function openPage(
  session: Session,
  { observations = false, lastEventId }: { observations?: boolean; lastEventId?: number } = {},
) {
  const events: SessionEvent[] = [];
  const ids: number[] = [];
  const connection = session.connect(
    {
      observations,
      receive: ({ id, event }) => {
        ids.push(id);
        events.push(event);
      },
    },
    lastEventId,
  );
  return { events, ids, [Symbol.dispose]: () => connection[Symbol.dispose]() };
}

/** Resolves with the session's view when it satisfies the condition. */
export function settled(session: Session, condition: (view: SessionView) => boolean): Promise<SessionView> {
  return vi.waitFor(
    () => {
      const { view } = session;
      expect(view).toSatisfy(condition);
      return view;
    },
    { interval: 1, timeout: 3000 },
  );
}
