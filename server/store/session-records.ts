import type { Selectable } from 'kysely';
import type { MachineStatus } from '../session/machine-status.ts';
import type { Store } from './open-store.ts';
import type { SessionTable } from './tables.ts';

export type SessionRow = Selectable<SessionTable>;

export interface NewSession {
  readonly id: string;
  readonly learnerId: string;
  readonly lab: string;
  readonly step: string;
  readonly now: number;
}

export function findSession(store: Store, id: string): Promise<SessionRow | undefined> {
  return store.selectFrom('sessions').selectAll().where('id', '=', id).executeTakeFirst();
}

export function findSessionOf(store: Store, learnerId: string, lab: string): Promise<SessionRow | undefined> {
  return store.selectFrom('sessions').selectAll().where('learner_id', '=', learnerId).where('lab', '=', lab).executeTakeFirst();
}

/** The sessions that have a machine, or were waiting for one: who waited longest comes first. */
export function sessionsWithMachines(store: Store): Promise<SessionRow[]> {
  const rows = store.selectFrom('sessions').selectAll().where('machine_state', 'in', ['starting', 'ready']);
  return rows.orderBy('machine_since').execute();
}

/** The learner's session on this lab, made when there is none. Of two makers at once, both get the same. */
export function ensureSession(store: Store, session: NewSession): Promise<SessionRow> {
  return store.transaction().execute(async (transaction) => {
    await transaction
      .insertInto('learners')
      .values({ id: session.learnerId, created_at: session.now })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await transaction
      .insertInto('sessions')
      .values({
        id: session.id,
        learner_id: session.learnerId,
        lab: session.lab,
        step: session.step,
        machine_state: 'ended',
        machine_since: session.now,
        end_reason: 'by-learner',
        problem: null,
        expires_at: null,
        created_at: session.now,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    return transaction
      .selectFrom('sessions')
      .selectAll()
      .where('learner_id', '=', session.learnerId)
      .where('lab', '=', session.lab)
      .executeTakeFirstOrThrow();
  });
}

export async function saveRecordingChoice(store: Store, sessionId: string, isRecorded: boolean): Promise<void> {
  await store
    .updateTable('sessions')
    .set({ is_recorded: isRecorded ? 1 : 0 })
    .where('id', '=', sessionId)
    .execute();
}

export async function saveMachineStatus(store: Store, sessionId: string, status: MachineStatus): Promise<void> {
  await store
    .updateTable('sessions')
    .set({
      machine_state: status.state,
      machine_since: status.since,
      end_reason: status.state === 'ended' ? status.reason : null,
      problem: status.state === 'failed' ? status.problem : null,
      expires_at: status.state === 'ready' ? status.expiresAt : null,
    })
    .where('id', '=', sessionId)
    .execute();
}
