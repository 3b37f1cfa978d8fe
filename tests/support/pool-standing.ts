import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';

const POLL_MS = 100;

const standingSchema = z.object({ spares: z.int(), booting: z.int(), waiting: z.int(), alive: z.int() });
export type PoolStanding = z.infer<typeof standingSchema>;

/** Resolves when the server's pool is as wanted. */
export async function poolStands(url: string, isWanted: (standing: PoolStanding) => boolean): Promise<void> {
  for (;;) {
    const response = await fetch(`${url}/healthz`);
    if (isWanted(standingSchema.parse(await response.json()))) return;
    await delay(POLL_MS);
  }
}
