'use client';

import { useLocale } from 'next-intl';
import { changeTerminalSettings, useTerminalSettings } from '../_terminal/terminal-settings.ts';
import { terminalTexts } from '../_terminal/terminal-text.ts';
import { buttonStyle } from '../_ui/button-style.ts';

/** Two terminals side by side, or one; not where there is no room for two. */
export function SplitToggle() {
  const { split } = useTerminalSettings();
  const label = terminalTexts[useLocale()].split;
  return (
    <button
      type="button"
      aria-pressed={split}
      aria-label={label}
      title={label}
      data-split
      onClick={() => changeTerminalSettings({ split: !split })}
      className={`${buttonStyle({ look: 'quiet' })} size-8! shrink-0 px-0! aria-pressed:text-accent max-sm:hidden`}
    >
      <svg viewBox="0 0 16 16" width="16" height="16" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
        <rect x="1.75" y="2.75" width="12.5" height="10.5" rx="1" />
        <path d="M8 2.75v10.5" />
      </svg>
    </button>
  );
}
