import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Every container start and exec takes a session key of the remapped uid, and all sandboxes share that uid. The kernel's
 * 200 keys and 20,000 bytes would end every start and exec everywhere at 200 containers. This is the one setting of the
 * host that Vethlab touches; it is raised, never lowered.
 */
const KEY_LIMITS = { maxkeys: 20_000, maxbytes: 2_000_000 } as const;

export function raiseKeyLimits(): void {
  for (const [name, wanted] of Object.entries(KEY_LIMITS)) {
    const path = `/proc/sys/kernel/keys/${name}`;
    if (Number(readFileSync(path, 'utf8')) < wanted) writeFileSync(path, String(wanted));
  }
}

export function areKeyLimitsRaised(): boolean {
  return Object.entries(KEY_LIMITS).every(
    ([name, wanted]) => Number(readFileSync(`/proc/sys/kernel/keys/${name}`, 'utf8')) >= wanted,
  );
}
