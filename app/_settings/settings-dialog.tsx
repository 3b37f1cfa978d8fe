import { useLocale } from 'next-intl';
import { useTheme } from 'next-themes';
import { useState } from 'react';
import { PageDialog } from '../_commands/page-dialog.tsx';
import { LanguageSwitch } from '../_frame/language-switch.tsx';
import { DEFAULT_MAP, LEAST_PERCENT, MOST_PERCENT, rememberMap, useMapPreference } from '../_map/map-preference.ts';
import {
  changeTerminalSettings,
  LARGEST_FONT_PX,
  SMALLEST_FONT_PX,
  USUAL_TERMINAL_SETTINGS,
  useTerminalSettings,
} from '../_terminal/terminal-settings.ts';
import { filled } from '../_terminal/terminal-text.ts';
import { settingTexts } from '../_text/settings.ts';
import { Button } from '../_ui/button.tsx';
import { rememberLessonPercent, useLessonPercent } from '../_workbench/lesson-width.ts';
import { DEFAULT_LESSON_PERCENT, LEAST_LESSON_PERCENT, MOST_LESSON_PERCENT } from '../_workbench/split-cookie.ts';
import { useDeviceSetting } from './device-setting.ts';
import { setMotion, useMotion } from './motion.ts';
import { oneKey } from './one-key.ts';
import { ChoiceRow, RangeRow, SettingGroup, SwitchRow } from './setting-rows.tsx';

/** Everything one can set, in one place. Each setting is kept where it is used. */
export function SettingsDialog({ isOpen }: { readonly isOpen: boolean }) {
  const text = settingTexts[useLocale()];
  return (
    <PageDialog isOpen={isOpen} title={text.title}>
      <div className="space-y-6">
        <Look />
        <TerminalGroup />
        <LayoutGroup />
        <KeyGroup />
        <Reset />
      </div>
    </PageDialog>
  );
}

function Look() {
  const text = settingTexts[useLocale()];
  const { theme, setTheme } = useTheme();
  const motion = useMotion();
  const { label: themeLabel, ...themes } = text.theme;
  const { label: motionLabel, ...motions } = text.motion;
  return (
    <SettingGroup title={text.groups.look}>
      <ChoiceRow
        label={themeLabel}
        options={themes}
        value={theme === 'light' || theme === 'dark' ? theme : 'system'}
        onChange={setTheme}
      />
      <div className="flex min-h-11 items-center justify-between gap-4 py-1.5 text-base">
        {text.language}
        <LanguageSwitch />
      </div>
      <ChoiceRow label={motionLabel} options={motions} value={motion} onChange={setMotion} note={text.motionNote} />
    </SettingGroup>
  );
}

function TerminalGroup() {
  const text = settingTexts[useLocale()];
  const { fontSizePx, copyOnSelect, screenReaderMode, split } = useTerminalSettings();
  return (
    <SettingGroup title={text.groups.terminal}>
      <RangeRow
        label={text.fontSize}
        least={SMALLEST_FONT_PX}
        most={LARGEST_FONT_PX}
        value={fontSizePx}
        says={filled(text.pixels, { size: fontSizePx })}
        onChange={(size) => changeTerminalSettings({ fontSizePx: size })}
      />
      <SwitchRow
        label={text.copyOnSelect}
        isOn={copyOnSelect}
        onChange={(isOn) => changeTerminalSettings({ copyOnSelect: isOn })}
      />
      <SwitchRow
        label={text.screenReader}
        isOn={screenReaderMode}
        onChange={(isOn) => changeTerminalSettings({ screenReaderMode: isOn })}
      />
      <SwitchRow label={text.split} isOn={split} onChange={(isOn) => changeTerminalSettings({ split: isOn })} />
      <p className="py-2 text-sm text-ink-faint">{text.scrollback}</p>
    </SettingGroup>
  );
}

function LayoutGroup() {
  const text = settingTexts[useLocale()];
  const lesson = Math.round(useLessonPercent());
  const map = useMapPreference();
  const height = Math.round(map.percent);
  return (
    <SettingGroup title={text.groups.layout}>
      <RangeRow
        label={text.lessonWidth}
        least={LEAST_LESSON_PERCENT}
        most={MOST_LESSON_PERCENT}
        value={lesson}
        says={filled(text.percent, { percent: lesson })}
        onChange={rememberLessonPercent}
      />
      <SwitchRow label={text.map} isOn={map.isShown} onChange={(isShown) => rememberMap({ ...map, isShown })} />
      <RangeRow
        label={text.mapHeight}
        least={LEAST_PERCENT}
        most={MOST_PERCENT}
        value={height}
        says={filled(text.percent, { percent: height })}
        onChange={(percent) => rememberMap({ ...map, percent })}
      />
    </SettingGroup>
  );
}

function KeyGroup() {
  const text = settingTexts[useLocale()];
  return (
    <SettingGroup title={text.groups.keys}>
      <SwitchRow
        label={text.oneKey}
        isOn={useDeviceSetting(oneKey)}
        onChange={(isOn) => {
          oneKey.value = isOn;
        }}
      />
    </SettingGroup>
  );
}

function Reset() {
  const text = settingTexts[useLocale()];
  const { setTheme } = useTheme();
  const [isDone, setDone] = useState(false);

  function reset() {
    setTheme('system');
    setMotion('system');
    changeTerminalSettings(USUAL_TERMINAL_SETTINGS);
    rememberLessonPercent(DEFAULT_LESSON_PERCENT);
    rememberMap(DEFAULT_MAP);
    oneKey.value = oneKey.usual;
    setDone(true);
  }

  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <Button onClick={reset}>{text.reset}</Button>
      <p role="status" className="min-w-0 flex-1 text-sm text-ink-soft">
        {isDone ? text.resetDone : text.lead}
      </p>
    </div>
  );
}
