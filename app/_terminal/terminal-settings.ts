import { DeviceSetting, useDeviceSetting } from '../_settings/device-setting.ts';

/** What a learner has set for terminals; remembered on this device, and the same for all terminals of the page. */
export interface TerminalSettings {
  readonly fontSizePx: number;
  readonly copyOnSelect: boolean;
  /** What is drawn is there as text, too, and is read out. */
  readonly screenReaderMode: boolean;
  /** Two terminals side by side. */
  readonly split: boolean;
}

export const DEFAULT_FONT_SIZE_PX = 14;
export const SMALLEST_FONT_PX = 9;
export const LARGEST_FONT_PX = 28;

export const USUAL_TERMINAL_SETTINGS: TerminalSettings = {
  fontSizePx: DEFAULT_FONT_SIZE_PX,
  copyOnSelect: false,
  screenReaderMode: false,
  split: false,
};

const setting = new DeviceSetting('vethlab-terminal', settingsOf);
/** Answers how to stop. */
export const onTerminalSettings = setting.onChange;

export function terminalSettings(): TerminalSettings {
  return setting.value;
}

export function changeTerminalSettings(change: Partial<TerminalSettings>): void {
  setting.value = { ...setting.value, ...change };
}

/** One point more or less; 0 is the usual size. */
export function changeFontSize(step: -1 | 0 | 1): void {
  changeTerminalSettings({ fontSizePx: step === 0 ? DEFAULT_FONT_SIZE_PX : terminalSettings().fontSizePx + step });
}

export function useTerminalSettings(): TerminalSettings {
  return useDeviceSetting(setting);
}

/** Whatever lies in the browser's store, somebody else may have put there. */
export function settingsOf(stored: unknown): TerminalSettings {
  const known: Partial<Record<keyof TerminalSettings, unknown>> = typeof stored === 'object' && stored !== null ? stored : {};
  const { fontSizePx, copyOnSelect, screenReaderMode, split } = known;
  const size = typeof fontSizePx === 'number' && Number.isFinite(fontSizePx) ? Math.round(fontSizePx) : DEFAULT_FONT_SIZE_PX;
  return {
    fontSizePx: Math.min(LARGEST_FONT_PX, Math.max(SMALLEST_FONT_PX, size)),
    copyOnSelect: copyOnSelect === true,
    screenReaderMode: screenReaderMode === true,
    split: split === true,
  };
}
