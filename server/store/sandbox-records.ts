import type { Selectable } from 'kysely';
import type { MachineStatus } from '../session/machine-status.ts';
import type { Store } from './open-store.ts';
import { saveMachineStatus } from './session-records.ts';
import type { SandboxTable } from './tables.ts';

export type SandboxRow = Selectable<SandboxTable>;

export interface OwnedSandbox {
  readonly id: string;
  readonly flavour: string;
  readonly sessionId: string;
}

export function allSandboxes(store: Store): Promise<SandboxRow[]> {
  return store.selectFrom('sandboxes').selectAll().execute();
}

export async function recordSpare(store: Store, sandbox: { id: string; flavour: string; now: number }): Promise<void> {
  await store
    .insertInto('sandboxes')
    .values({ id: sandbox.id, use: 'spare', session_id: null, flavour: sandbox.flavour, created_at: sandbox.now })
    .execute();
}

/** Gives the sandbox to the session, which is ready by it: both or neither. */
export function giveSandbox(store: Store, sandbox: OwnedSandbox, status: MachineStatus): Promise<void> {
  return store.transaction().execute(async (transaction) => {
    const owned = { use: 'owned', session_id: sandbox.sessionId } as const;
    await transaction
      .insertInto('sandboxes')
      .values({ id: sandbox.id, flavour: sandbox.flavour, created_at: status.since, ...owned })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(owned))
      .execute();
    await saveMachineStatus(transaction, sandbox.sessionId, status);
  });
}

/** Takes the sandbox, which is about to be removed, from its session: both or neither. */
export function retireSandbox(store: Store, sandbox: OwnedSandbox, status: MachineStatus): Promise<void> {
  return store.transaction().execute(async (transaction) => {
    await transaction.updateTable('sandboxes').set({ use: 'retired', session_id: null }).where('id', '=', sandbox.id).execute();
    await saveMachineStatus(transaction, sandbox.sessionId, status);
  });
}

/** The sandbox is no more; what was seen on it goes too. */
export async function forgetSandbox(store: Store, id: string): Promise<void> {
  await store.deleteFrom('sandboxes').where('id', '=', id).execute();
}
