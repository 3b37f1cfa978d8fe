import type { MachineName } from '../../sandbox/driver.ts';
import type { Store } from './open-store.ts';

export interface TerminalRecord {
  readonly name: string;
  readonly machine: MachineName;
}

export async function loadTerminals(store: Store, sessionId: string): Promise<TerminalRecord[]> {
  return store
    .selectFrom('terminals')
    .select(['name', 'machine'])
    .where('session_id', '=', sessionId)
    .orderBy('position')
    .execute();
}

/** Replaces the session's list of terminals; the order is kept. */
export function saveTerminals(store: Store, sessionId: string, terminals: readonly TerminalRecord[]): Promise<void> {
  return store.transaction().execute(async (transaction) => {
    await transaction.deleteFrom('terminals').where('session_id', '=', sessionId).execute();
    if (terminals.length === 0) return;
    const rows = terminals.map(({ name, machine }, position) => ({ session_id: sessionId, name, machine, position }));
    await transaction.insertInto('terminals').values(rows).execute();
  });
}
