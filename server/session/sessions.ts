import { randomBytes } from 'node:crypto';
import type { LoadedLab } from '../../labs/core/load-checks.ts';
import type { Sandbox } from '../../sandbox/driver.ts';
import { Problem } from '../problem.ts';
import { loadBaselines } from '../store/baseline-records.ts';
import { loadProgress } from '../store/progress-records.ts';
import { ensureSession, findSession, findSessionOf, type SessionRow, sessionsWithMachines } from '../store/session-records.ts';
import { loadTerminals } from '../store/terminal-records.ts';
import { type LabShelf, limitsOf } from './lab-shelf.ts';
import type { LiveMachine } from './live-machine.ts';
import type { MachineStatus } from './machine-status.ts';
import { Session } from './session.ts';
import type { SessionSurroundings } from './session-parts.ts';
import type { TerminalAccess, TerminalDecision, TerminalRequest } from './terminal-access.ts';

/** Far longer than any request takes, so that no session is let go of under one. */
const QUIET_MS = 10 * 60_000;

export interface SessionsParts extends SessionSurroundings {
  readonly shelf: LabShelf;
}

/** Every session, each held once in memory while something happens in it, and read from the store when it is asked for. */
export class Sessions implements TerminalAccess, Disposable {
  readonly #parts: SessionsParts;
  readonly #held = new Map<string, Promise<Session>>();

  constructor(parts: SessionsParts) {
    this.#parts = parts;
  }

  /** Throws `no-such-lab`. */
  requireLab(slug: string): void {
    this.#lab(slug);
  }

  /** Goes on with the sessions that an earlier process had machines for; `owned` are the sandboxes still there. */
  async resume(owned: ReadonlyMap<string, Sandbox>): Promise<void> {
    const rows = await sessionsWithMachines(this.#parts.store);
    const orphans = new Map(owned);
    for (const row of rows) {
      if (!this.#parts.shelf.has(row.lab)) continue;
      const sandbox = owned.get(row.id);
      orphans.delete(row.id);
      const session = await this.#hold(row, sandbox);
      await session.resume(sandbox);
    }
    for (const orphan of orphans.values()) this.#parts.source.release(orphan);
  }

  /** The learner's session on this lab, if they have one. */
  async find(learnerId: string, lab: string): Promise<Session | undefined> {
    this.#lab(lab);
    const row = await findSessionOf(this.#parts.store, learnerId, lab);
    return row && this.#hold(row);
  }

  /** Starts or resumes the learner's session on this lab. */
  async start(learnerId: string, lab: string): Promise<Session> {
    const session = await this.open(learnerId, lab);
    await session.start();
    return session;
  }

  /** The learner's session on this lab, made when there is none; it is not asked for a machine. */
  async open(learnerId: string, lab: string): Promise<Session> {
    const first = this.#lab(lab).lab.steps[0];
    if (first === undefined) throw new Error(`lab ${lab} has no steps`);
    const id = randomBytes(16).toString('base64url');
    const now = this.#parts.clock.now();
    const row = await ensureSession(this.#parts.store, { id, learnerId, lab, step: first.id, now });
    const session = await this.#hold(row);
    session.noteActivity();
    return session;
  }

  /** The session, if it is this learner's. Rejects with `no-such-session` or `not-your-session`. */
  async get(id: string, learnerId: string): Promise<Session> {
    const session = await (this.#held.get(id) ?? this.#load(id));
    if (session.learnerId !== learnerId) throw new Problem('not-your-session');
    session.noteActivity();
    return session;
  }

  /** The machine that a session has at this moment. Asking is no activity: a preview left open keeps no machine alive. */
  async machineOf(id: string): Promise<LiveMachine | undefined> {
    try {
      return (await (this.#held.get(id) ?? this.#load(id))).requireMachine();
    } catch (error) {
      if (error instanceof Problem) return undefined;
      throw error;
    }
  }

  async terminal({ sessionId, learnerId, name }: TerminalRequest): Promise<TerminalDecision> {
    try {
      const granted = (await this.get(sessionId, learnerId)).grant(name);
      return typeof granted === 'string' ? { problem: granted } : { granted };
    } catch (error) {
      if (error instanceof Problem) return { problem: error.code };
      throw error;
    }
  }

  /** Lets go of sessions in which nothing happens; the store has them. */
  async releaseDormant(): Promise<void> {
    for (const [id, held] of this.#held) {
      // One that cannot be read is not held any more: whoever asked for it hears why.
      const session = await held.catch(() => undefined);
      if (!session?.isDormant(QUIET_MS)) continue;
      session[Symbol.dispose]();
      this.#held.delete(id);
    }
  }

  /** Stops everything but the machines. */
  [Symbol.dispose](): void {
    for (const held of this.#held.values()) void held.then((session) => session[Symbol.dispose]()).catch(() => undefined);
    this.#held.clear();
  }

  async #load(id: string): Promise<Session> {
    const row = await findSession(this.#parts.store, id);
    if (row === undefined) throw new Problem('no-such-session');
    return this.#hold(row);
  }

  #hold(row: SessionRow, sandbox?: Sandbox): Promise<Session> {
    const held = this.#held.get(row.id);
    if (held !== undefined) return held;
    const session = this.#read(row, sandbox);
    this.#held.set(row.id, session);
    session.catch(() => this.#held.delete(row.id));
    return session;
  }

  async #read(row: SessionRow, sandbox: Sandbox | undefined): Promise<Session> {
    const { store } = this.#parts;
    const loaded = this.#lab(row.lab);
    return new Session({
      ...this.#parts,
      loaded,
      limits: limitsOf(loaded.lab),
      row,
      status: statusOf(row),
      step: loaded.checks.has(row.step) ? row.step : (loaded.lab.steps[0]?.id ?? row.step),
      progress: await loadProgress(store, row.id),
      terminals: await loadTerminals(store, row.id),
      baselines: sandbox === undefined ? new Map() : await loadBaselines(store, sandbox.id),
    });
  }

  #lab(slug: string): LoadedLab {
    const lab = this.#parts.shelf.get(slug);
    if (lab === undefined) throw new Problem('no-such-lab');
    return lab;
  }
}

function statusOf(row: SessionRow): MachineStatus {
  const since = row.machine_since;
  switch (row.machine_state) {
    case 'starting':
      return { state: 'starting', stage: 'queued', since };
    case 'ready':
      return { state: 'ready', since, expiresAt: row.expires_at ?? since };
    case 'failed':
      return { state: 'failed', since, problem: row.problem ?? 'internal' };
    case 'ended':
      return { state: 'ended', since, reason: row.end_reason ?? 'lost' };
  }
}
