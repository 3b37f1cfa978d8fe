import type { Sandbox, SandboxDriver } from '../../sandbox/driver.ts';
import type { Logger } from '../logger.ts';
import type { Store } from '../store/open-store.ts';
import { allSandboxes, forgetSandbox, type SandboxRow } from '../store/sandbox-records.ts';
import type { SandboxPool } from './sandbox-pool.ts';

interface AdoptionParts {
  readonly driver: SandboxDriver;
  readonly store: Store;
  readonly pool: SandboxPool;
  readonly log: Logger;
}

/**
 * Sorts what an earlier process left running: spares go back to the pool, machines of sessions are returned by session,
 * and everything else is removed, above all what a learner may have touched and nobody owns.
 */
export async function adoptSandboxes({ driver, store, pool, log }: AdoptionParts): Promise<Map<string, Sandbox>> {
  const found = await driver.adopt();
  const rows = new Map((await allSandboxes(store)).map((row) => [row.id, row]));
  const owned = new Map<string, Sandbox>();
  let readmitted = 0;
  for (const sandbox of found) {
    const row = rows.get(sandbox.id);
    rows.delete(sandbox.id);
    if (row?.use === 'owned' && row.session_id !== null && !owned.has(row.session_id)) {
      pool.keep(sandbox);
      owned.set(row.session_id, sandbox);
    } else if (row?.use === 'spare' && pool.readmit(sandbox, row.flavour)) readmitted += 1;
    else pool.release(sandbox);
  }
  await forgetAll(store, rows.values());
  log.info({ found: found.length, owned: owned.size, spares: readmitted }, 'sandboxes adopted');
  return owned;
}

async function forgetAll(store: Store, rows: Iterable<SandboxRow>): Promise<void> {
  for (const row of rows) await forgetSandbox(store, row.id);
}
