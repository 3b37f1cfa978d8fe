import { useSyncExternalStore } from 'react';

/** What this device remembers of the map: whether it is shown beside the terminal, and how much of the height it has. */
export interface MapPreference {
  readonly isShown: boolean;
  readonly percent: number;
}

const KEY = 'vethlab-map';
export const DEFAULT_MAP: MapPreference = { isShown: true, percent: 45 };
export const LEAST_PERCENT = 15;
export const MOST_PERCENT = 85;

const listeners = new Set<() => void>();
let current: MapPreference | undefined;

export function useMapPreference(): MapPreference {
  return useSyncExternalStore(onMapPreference, mapPreference, () => DEFAULT_MAP);
}

function mapPreference(): MapPreference {
  current ??= stored();
  return current;
}

function onMapPreference(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function stored(): MapPreference {
  try {
    return mapPreferenceOf(JSON.parse(localStorage.getItem(KEY) ?? 'null'));
  } catch {
    // Nothing is kept where the browser forbids it.
    return DEFAULT_MAP;
  }
}

export function rememberMap(preference: MapPreference): void {
  current = mapPreferenceOf(preference);
  try {
    localStorage.setItem(KEY, JSON.stringify(current));
  } catch {
    // As above.
  }
  for (const listener of listeners) listener();
}

/** Whatever lies in the browser's store, somebody else may have put there. */
export function mapPreferenceOf(stored: unknown): MapPreference {
  if (typeof stored !== 'object' || stored === null) return DEFAULT_MAP;
  const isShown = 'isShown' in stored && typeof stored.isShown === 'boolean' ? stored.isShown : DEFAULT_MAP.isShown;
  const percent =
    'percent' in stored && typeof stored.percent === 'number' && Number.isFinite(stored.percent)
      ? stored.percent
      : DEFAULT_MAP.percent;
  return { isShown, percent: Math.min(MOST_PERCENT, Math.max(LEAST_PERCENT, percent)) };
}
