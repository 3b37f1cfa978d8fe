import { useState } from 'react';
import { loadFilm } from '../_session/load-film.ts';
import { useSession, useSessionStore } from '../_session/session-context.tsx';
import { earlierMoments } from './earlier-moments.ts';
import { MOST_MOMENTS } from './map-feed.ts';
import { feedOf } from './use-map-feed.ts';

export type EarlierState = 'offered' | 'loading' | 'failed' | 'nothing' | 'loaded';

export interface Earlier {
  readonly state: EarlierState;
  load(): void;
}

/** What was recorded before this page came; undefined where nothing is. */
export function useEarlier(): Earlier | undefined {
  const { session } = useSession();
  const feed = feedOf(useSessionStore());
  const [state, setState] = useState<EarlierState>(feed.hasEarlier ? 'loaded' : 'offered');
  if (session?.recorded === undefined) return undefined;
  const { id } = session;

  async function load(): Promise<EarlierState> {
    const film = await loadFilm(id);
    const [first] = feed.state.moments;
    const moments = film === undefined || first === undefined ? [] : await earlierMoments(film, first, MOST_MOMENTS);
    feed.putBefore(moments);
    return moments.length === 0 ? 'nothing' : 'loaded';
  }

  return {
    state,
    load: () => {
      setState('loading');
      load().then(setState, () => setState('failed'));
    },
  };
}
