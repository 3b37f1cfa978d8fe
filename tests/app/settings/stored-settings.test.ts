import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { DEFAULT_MAP, mapPreferenceOf } from '../../../app/_map/map-preference.ts';
import { DeviceSetting } from '../../../app/_settings/device-setting.ts';
import { motionOf } from '../../../app/_settings/motion-choice.ts';
import { lessonPercent } from '../../../app/_workbench/split-cookie.ts';

const hostile = ['', 'NaN', '<script>', '__proto__', '1e999', '-1', 'null', '[]', '한'];

describe('what is stored for a device', () => {
  test.each(hostile)('is left aside for motion when it is %j', (stored) => {
    expect(motionOf(stored)).toBe('system');
  });

  test.each(hostile)('is left aside for the width of the lesson when it is %j', (stored) => {
    expect(lessonPercent(stored)).toBe(48);
  });

  test.each([null, 'on', 7, [], {}, { isShown: 'no', percent: '12' }, { percent: Number.NaN }])(
    'is left aside for the map when it is %j',
    (stored) => {
      expect(mapPreferenceOf(stored)).toEqual(DEFAULT_MAP);
    },
  );

  test('is kept within what can be used', () => {
    expect(mapPreferenceOf({ isShown: false, percent: 99 })).toEqual({ isShown: false, percent: 85 });
    expect(['system', 'less', 'full'].map(motionOf)).toEqual(['system', 'less', 'full']);
    expect(lessonPercent('33.3')).toBe(33.3);
  });
});

function openStore(store: Pick<Storage, 'getItem' | 'setItem'>): void {
  vi.stubGlobal('localStorage', store);
  onTestFinished(() => {
    vi.unstubAllGlobals();
  });
}

describe('A setting of a device', () => {
  const flag = () => new DeviceSetting('flag', (stored) => stored === true);

  test('is there on the next page, and whoever listens hears of it', () => {
    const texts = new Map<string, string>();
    openStore({ getItem: (key) => texts.get(key) ?? null, setItem: (key, text) => texts.set(key, text) });
    const setting = flag();
    const heard: boolean[] = [];
    const stop = setting.onChange(() => heard.push(setting.value));
    setting.value = true;
    stop();
    setting.value = true;
    expect(heard).toEqual([true]);
    expect(flag().value).toBe(true);
  });

  test('holds for the page where the browser forbids to keep it', () => {
    const forbid = () => {
      throw new DOMException('no', 'SecurityError');
    };
    openStore({ getItem: forbid, setItem: forbid });
    const setting = flag();
    expect(setting.value).toBe(false);
    setting.value = true;
    expect(setting.value).toBe(true);
    expect(flag().value).toBe(false);
  });
});
