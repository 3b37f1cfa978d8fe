import type { Clock } from '../clock.ts';
import type { Env } from '../env.ts';
import type { Logger } from '../logger.ts';
import type { Sessions } from '../session/sessions.ts';
import { PreviewLabels } from './preview-labels.ts';
import { PreviewOrigins } from './preview-origins.ts';
import { Previews } from './previews.ts';

export interface OpenPreviewsParts {
  readonly env: Pick<Env, 'driver' | 'port' | 'previewOrigin' | 'publicOrigin'>;
  /** The server's own, of which the keys of previews are derived. */
  readonly key: Buffer;
  readonly sessions: Pick<Sessions, 'machineOf'>;
  readonly clock: Clock;
  readonly log: Logger;
}

/** The previews of this server. */
export function openPreviews({ env, key, sessions, clock, log }: OpenPreviewsParts): Previews {
  return new Previews({
    labels: new PreviewLabels(key),
    origins: new PreviewOrigins(env),
    machineOf: (sessionId) => sessions.machineOf(sessionId),
    // Where this computer is the machine, the platform itself listens on it; a preview of it would be a way around its origin.
    ownPort: env.driver === 'local' ? env.port : undefined,
    clock,
    log,
  });
}
