import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Every container start and exec takes a session key of the remapped uid, and all sandboxes share that uid. The kernel's
 * 200 keys and 20,000 bytes would end every start and exec everywhere at 200 containers. These are the only settings of
 * the host that Vethlab touches; they are raised, never lowered.
 */
const LIMITS = {
  '/proc/sys/kernel/keys/maxkeys': 20_000,
  '/proc/sys/kernel/keys/maxbytes': 2_000_000,
} as const;

export function raiseHostLimits(): void {
  for (const [path, wanted] of Object.entries(LIMITS)) {
    if (Number(readFileSync(path, 'utf8')) < wanted) writeFileSync(path, String(wanted));
  }
}

/** True when there are enough keys for many sandboxes. */
export function areKeyLimitsRaised(): boolean {
  return Object.entries(LIMITS).every(([path, wanted]) => Number(readFileSync(path, 'utf8')) >= wanted);
}
