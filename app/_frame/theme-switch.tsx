'use client';

import { useTranslations } from 'next-intl';
import { useTheme } from 'next-themes';
import { useSyncExternalStore } from 'react';
import { buttonStyle } from '../_ui/button-style.ts';
import { Icon, type IconName } from '../_ui/icon.tsx';

const order = ['system', 'light', 'dark'] as const;
type Choice = (typeof order)[number];
const icons: Readonly<Record<Choice, IconName>> = { system: 'screen', light: 'sun', dark: 'moon' };

const subscribeToNothing = () => () => {};

/** Steps through system, light and dark. */
export function ThemeSwitch() {
  const t = useTranslations('frame.theme');
  const { theme, setTheme } = useTheme();
  // The server does not know the choice, so the first picture is the same for everybody.
  const isHydrated = useSyncExternalStore(
    subscribeToNothing,
    () => true,
    () => false,
  );
  const choice = (isHydrated && order.find((name) => name === theme)) || 'system';
  const following = order[(order.indexOf(choice) + 1) % order.length] ?? 'system';
  const label = `${t('label')}: ${t(choice)}`;
  return (
    <button
      type="button"
      className={`${buttonStyle({ look: 'quiet', size: 'icon' })} max-sm:hidden`}
      aria-label={label}
      title={label}
      onClick={() => setTheme(following)}
    >
      <Icon name={icons[choice]} />
    </button>
  );
}
