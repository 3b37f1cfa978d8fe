import { readCast } from '../../server/protocol/cast.ts';
import type { Film } from '../../server/protocol/film.ts';
import { askForRecordings } from '../_completion/ask-for.ts';
import type { Answer } from '../_session/answer.ts';
import { loadFilm } from '../_session/load-film.ts';
import { findSession } from '../_session/session-api.ts';
import { type NamedCast, type SessionReplay, sessionReplay } from './session-replay.ts';

export interface Recordings {
  readonly sessionId: string;
  /** Whether the session is recorded at present; `none` where the server records nothing. */
  readonly recording: 'on' | 'off' | 'none';
  /** When it is removed, milliseconds since the epoch; undefined where nothing is kept. */
  readonly keptUntil: number | undefined;
  readonly replay: SessionReplay;
  /** Terminals whose recording cannot be read. */
  readonly broken: readonly string[];
  readonly hasFilm: boolean;
}

const NO_FILM: Film = { shots: [], marks: [] };

/** The learner's recording of a lab; undefined when they have not begun it. */
export async function findRecordings(lab: string): Promise<Answer<Recordings | undefined>> {
  const found = await findSession(lab);
  if (!found.ok) return found;
  const { session } = found.value;
  if (session === null) return { ok: true, value: undefined };
  const kept = await askForRecordings(session.id);
  if (!kept.ok) return kept;
  const names = kept.value.recordings.map(({ name }) => name).sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
  try {
    const [film, ...casts] = await Promise.all([loadFilm(session.id), ...names.map((name) => loadCast(session.id, name))]);
    const readable = casts.filter((named): named is NamedCast => named.cast !== undefined);
    const { keptUntil } = kept.value;
    const recording = session.recorded === undefined ? 'none' : session.recorded ? 'on' : 'off';
    const broken = casts.flatMap(({ name, cast }) => (cast === undefined ? [name] : []));
    const replay = sessionReplay(readable, film ?? NO_FILM);
    return { ok: true, value: { sessionId: session.id, recording, keptUntil, replay, broken, hasFilm: film !== undefined } };
  } catch {
    return { ok: false, trouble: 'unreachable', id: undefined };
  }
}

export function castAddress(sessionId: string, name: string): string {
  return `/api/sessions/${encodeURIComponent(sessionId)}/recordings/${encodeURIComponent(name)}`;
}

async function loadCast(sessionId: string, name: string) {
  return { name, cast: readCast((await load(castAddress(sessionId, name))) ?? '') };
}

async function load(address: string): Promise<string | undefined> {
  const response = await fetch(address, { credentials: 'same-origin', cache: 'no-store' });
  return response.ok ? response.text() : undefined;
}

function rank(name: string): number {
  return name.startsWith('host') ? 0 : 1;
}
