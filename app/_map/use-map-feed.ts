import { useEffect, useSyncExternalStore } from 'react';
import { useSessionStore } from '../_session/session-context.tsx';
import type { SessionStore } from '../_session/session-store.ts';
import { type FeedState, MapFeed } from './map-feed.ts';

/** By session, so that a map that was hidden still knows what it has seen. */
const feeds = new WeakMap<SessionStore, MapFeed>();

export function feedOf(store: SessionStore): MapFeed {
  const feed = feeds.get(store) ?? new MapFeed();
  feeds.set(store, feed);
  return feed;
}

/** What the map has seen of this page's machine. Observations are sent here only while something uses it. */
export function useMapFeed(): FeedState {
  const store = useSessionStore();
  const feed = feedOf(store);
  useEffect(() => store.watchObservations(feed.receive), [store, feed]);
  return useSyncExternalStore(feed.subscribe, () => feed.state);
}
