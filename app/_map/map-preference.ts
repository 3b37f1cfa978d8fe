/** What this device remembers of the map: whether it is shown beside the terminal, and how much of the height it has. */
export interface MapPreference {
  readonly isShown: boolean;
  readonly percent: number;
}

const KEY = 'vethlab-map';
const DEFAULT: MapPreference = { isShown: true, percent: 45 };
export const LEAST_PERCENT = 15;
export const MOST_PERCENT = 85;

export function mapPreference(): MapPreference {
  try {
    return read(JSON.parse(localStorage.getItem(KEY) ?? 'null'));
  } catch {
    // Nothing is kept where the browser forbids it.
    return DEFAULT;
  }
}

export function rememberMap(preference: MapPreference): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(preference));
  } catch {
    // As above.
  }
}

function read(stored: unknown): MapPreference {
  if (typeof stored !== 'object' || stored === null) return DEFAULT;
  const isShown = 'isShown' in stored && typeof stored.isShown === 'boolean' ? stored.isShown : DEFAULT.isShown;
  const percent = 'percent' in stored && typeof stored.percent === 'number' ? stored.percent : DEFAULT.percent;
  return { isShown, percent: Math.min(MOST_PERCENT, Math.max(LEAST_PERCENT, percent)) };
}
