import { DeviceSetting, useDeviceSetting } from '../_settings/device-setting.ts';

/** What this device remembers of the map: whether it is shown beside the terminal, and how much of the height it has. */
export interface MapPreference {
  readonly isShown: boolean;
  readonly percent: number;
}

export const DEFAULT_MAP: MapPreference = { isShown: true, percent: 45 };
export const LEAST_PERCENT = 15;
export const MOST_PERCENT = 85;

const setting = new DeviceSetting('vethlab-map', mapPreferenceOf);

export function useMapPreference(): MapPreference {
  return useDeviceSetting(setting);
}

export function rememberMap(preference: MapPreference): void {
  setting.value = preference;
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
