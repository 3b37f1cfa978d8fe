import { Certificates } from '../certificate/certificates.ts';
import { type CompletionRoutesParts, completionRoutes } from './completion-routes.ts';
import type { ExchangeHandler } from './exchange.ts';
import { type RecordingRoutesParts, recordingRoutes } from './recording-routes.ts';
import type { Route } from './router.ts';

export type KeepsakeParts = Omit<CompletionRoutesParts, 'sessions' | 'certificates'> &
  RecordingRoutesParts & {
    readonly home: string;
    readonly sessions: CompletionRoutesParts['sessions'] & RecordingRoutesParts['sessions'];
  };

/** What a learner keeps: recordings, times, the certificate. */
export function keepsakeRoutes(parts: KeepsakeParts): Route<ExchangeHandler>[] {
  const certificates = new Certificates({ home: parts.home, lab: (slug) => parts.shelf.get(slug)?.lab });
  return [...recordingRoutes(parts), ...completionRoutes({ ...parts, certificates })];
}
