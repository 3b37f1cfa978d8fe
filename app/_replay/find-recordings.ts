import { type Cast, readCast } from '../../server/protocol/cast.ts';
import { askForRecordings } from '../_completion/ask-for.ts';
import type { Answer } from '../_session/answer.ts';
import { findSession } from '../_session/session-api.ts';

export interface Recordings {
  readonly sessionId: string;
  readonly isOn: boolean;
  /** Terminals by name, the lab host first. */
  readonly names: readonly string[];
}

/** The learner's recordings of a lab; undefined when they have not begun it. */
export async function findRecordings(lab: string): Promise<Answer<Recordings | undefined>> {
  const found = await findSession(lab);
  if (!found.ok) return found;
  const { session } = found.value;
  if (session === null) return { ok: true, value: undefined };
  const kept = await askForRecordings(session.id);
  if (!kept.ok) return kept;
  const names = kept.value.map(({ name }) => name).sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
  return { ok: true, value: { sessionId: session.id, isOn: session.recorded ?? false, names } };
}

export function castAddress(sessionId: string, name: string): string {
  return `/api/sessions/${encodeURIComponent(sessionId)}/recordings/${encodeURIComponent(name)}`;
}

/** Undefined for a recording that cannot be read. */
export async function loadCast(address: string): Promise<Answer<Cast | undefined>> {
  try {
    const response = await fetch(address, { credentials: 'same-origin', cache: 'no-store' });
    return { ok: true, value: response.ok ? readCast(await response.text()) : undefined };
  } catch {
    return { ok: false, trouble: 'unreachable', id: undefined };
  }
}

function rank(name: string): number {
  return name.startsWith('host') ? 0 : 1;
}
