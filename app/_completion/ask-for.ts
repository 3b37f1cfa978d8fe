import type { z } from 'zod/mini';
import { problemResponseSchema } from '../../server/protocol/api.ts';
import {
  type CertificateReading,
  type Completion,
  certificateReadingSchema,
  certificateResponseSchema,
  completionResponseSchema,
} from '../../server/protocol/completion.ts';
import { type RecordingList, recordingsResponseSchema } from '../../server/protocol/recordings.ts';
import type { Answer } from '../_session/answer.ts';

const segment = encodeURIComponent;
const unreachable = { ok: false, trouble: 'unreachable', id: undefined } as const;

export async function askForCompletion(lab: string): Promise<Answer<Completion | null>> {
  const answer = await askFor(`/api/labs/${segment(lab)}/completion`, completionResponseSchema);
  return answer.ok ? { ok: true, value: answer.value.completion } : answer;
}

/** Gives the certificate's token. */
export async function askForCertificate(lab: string, name: string): Promise<Answer<string>> {
  const body = name.trim() === '' ? {} : { name };
  const answer = await askFor(`/api/labs/${segment(lab)}/certificate`, certificateResponseSchema, { method: 'POST', body });
  return answer.ok ? { ok: true, value: answer.value.token } : answer;
}

export function readCertificate(token: string): Promise<Answer<CertificateReading>> {
  return askFor(`/api/certificates/${segment(token)}`, certificateReadingSchema);
}

export function askForRecordings(sessionId: string): Promise<Answer<RecordingList>> {
  return askFor(recordingsPath(sessionId), recordingsResponseSchema);
}

/** Erases what was recorded so far; gives what there is then. */
export function eraseRecordings(sessionId: string): Promise<Answer<RecordingList>> {
  return askFor(recordingsPath(sessionId), recordingsResponseSchema, { method: 'DELETE', body: {} });
}

function recordingsPath(sessionId: string): string {
  return `/api/sessions/${segment(sessionId)}/recordings`;
}

interface Change {
  readonly method: 'POST' | 'DELETE';
  readonly body: object;
}

/** Asks once; never rejects. What our server did not say counts as unreachable. */
async function askFor<Schema extends z.ZodMiniType>(
  path: string,
  schema: Schema,
  change?: Change,
): Promise<Answer<z.infer<Schema>>> {
  try {
    const headers = { 'content-type': 'application/json' };
    const sent = change && { method: change.method, headers, body: JSON.stringify(change.body) };
    const response = await fetch(path, { credentials: 'same-origin', cache: 'no-store', ...sent });
    const said: unknown = await response.json();
    if (response.ok) return { ok: true, value: schema.parse(said) };
    const { problem, id } = problemResponseSchema.parse(said);
    return { ok: false, trouble: problem, id };
  } catch {
    return unreachable;
  }
}
