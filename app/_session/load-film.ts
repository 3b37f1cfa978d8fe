import type { Film } from '../../server/protocol/film.ts';

export function filmAddress(sessionId: string): string {
  return `/api/sessions/${encodeURIComponent(sessionId)}/film`;
}

/** How the session's machine looked over time; undefined where it was not filmed. Rejects when the server cannot be asked. */
export async function loadFilm(sessionId: string): Promise<Film | undefined> {
  const [response, { readFilm }] = await Promise.all([
    fetch(filmAddress(sessionId), { credentials: 'same-origin', cache: 'no-store' }),
    import('../../server/protocol/film.ts'),
  ]);
  if (response.ok) return readFilm(await response.text());
  if (response.status === 404) return undefined;
  throw new Error(`film answered ${response.status}`);
}
