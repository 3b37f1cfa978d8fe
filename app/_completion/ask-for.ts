import type { z } from 'zod/mini';
import { problemResponseSchema } from '../../server/protocol/api.ts';
import {
  type CertificateReading,
  type Completion,
  certificateReadingSchema,
  certificateResponseSchema,
  completionResponseSchema,
} from '../../server/protocol/completion.ts';
import { type RecordingEntry, recordingsResponseSchema } from '../../server/protocol/recordings.ts';
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
  const answer = await askFor(`/api/labs/${segment(lab)}/certificate`, certificateResponseSchema, body);
  return answer.ok ? { ok: true, value: answer.value.token } : answer;
}

export function readCertificate(token: string): Promise<Answer<CertificateReading>> {
  return askFor(`/api/certificates/${segment(token)}`, certificateReadingSchema);
}

export async function askForRecordings(sessionId: string): Promise<Answer<readonly RecordingEntry[]>> {
  const answer = await askFor(`/api/sessions/${segment(sessionId)}/recordings`, recordingsResponseSchema);
  return answer.ok ? { ok: true, value: answer.value.recordings } : answer;
}

/** Asks once; never rejects. What our server did not say counts as unreachable. */
async function askFor<Schema extends z.ZodMiniType>(
  path: string,
  schema: Schema,
  body?: object,
): Promise<Answer<z.infer<Schema>>> {
  try {
    const sent = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const response = await fetch(path, { credentials: 'same-origin', cache: 'no-store', ...(body && sent) });
    const said: unknown = await response.json();
    if (response.ok) return { ok: true, value: schema.parse(said) };
    const { problem, id } = problemResponseSchema.parse(said);
    return { ok: false, trouble: problem, id };
  } catch {
    return unreachable;
  }
}
