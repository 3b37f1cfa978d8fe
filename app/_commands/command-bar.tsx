'use client';

import { useTranslations } from 'next-intl';
import { type ComponentType, useEffect, useState } from 'react';
import { useDeviceSetting } from '../_settings/device-setting.ts';
import { oneKey } from '../_settings/one-key.ts';
import { buttonStyle } from '../_ui/button-style.ts';
import { Icon, type IconName } from '../_ui/icon.tsx';
import { closeDialog, type DialogName, dialogThatIsOpen, isAnswering, openDialog, useOpenDialog } from './open-dialog.ts';
import { isQuestionMark, shortcutOf } from './shortcuts.ts';

type Loaded = Partial<Record<DialogName, ComponentType<{ readonly isOpen: boolean }>>>;

/** Each comes when it is first asked for. */
const loaders = {
  palette: async () => (await import('./palette.tsx')).Palette,
  settings: async () => (await import('../_settings/settings-dialog.tsx')).SettingsDialog,
  keys: async () => (await import('./key-help.tsx')).KeyHelp,
} as const satisfies Readonly<Record<DialogName, () => Promise<ComponentType<{ readonly isOpen: boolean }>>>>;

const icons: Readonly<Record<DialogName, IconName>> = { palette: 'search', settings: 'settings', keys: 'keyboard' };
/** What is pressed instead; the help has all the others. */
const keys: Readonly<Record<DialogName, string>> = { palette: 'Ctrl K', settings: 'Ctrl ,', keys: 'Ctrl /' };
const dialogNames = Object.keys(icons) as DialogName[];

/** Commands, settings and keyboard help: their buttons, their keys and, once asked for, they themselves. */
export function CommandBar() {
  const t = useTranslations('frame.tools');
  const open = useOpenDialog();
  const hasOneKey = useDeviceSetting(oneKey);
  const [loaded, setLoaded] = useState<Loaded>({});
  useDialogKeys();
  useEffect(() => {
    if (open === undefined || loaded[open] !== undefined) return;
    // Where it cannot be loaded, its button asks again.
    loaders[open]().then((Dialog) => setLoaded((known) => ({ ...known, [open]: Dialog })), closeDialog);
  }, [open, loaded]);
  return (
    <>
      {dialogNames.map((name) => (
        <button
          key={name}
          type="button"
          data-open-dialog={name}
          aria-label={t(name)}
          aria-haspopup="dialog"
          title={`${t(name)} (${name === 'keys' && hasOneKey ? '?' : keys[name]})`}
          onClick={() => openDialog(name)}
          className={`${buttonStyle({ look: 'quiet', size: 'icon' })} ${name === 'keys' ? 'max-sm:hidden' : ''}`}
        >
          <Icon name={icons[name]} />
        </button>
      ))}
      {(Object.entries(loaded) as [DialogName, ComponentType<{ readonly isOpen: boolean }>][]).map(([name, Dialog]) => (
        <Dialog key={name} isOpen={name === open} />
      ))}
    </>
  );
}

function useDialogKeys(): void {
  useEffect(() => {
    // Captured, since a terminal keeps the keys it is given.
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, []);
}

function onKeyDown(event: KeyboardEvent): void {
  const name = shortcutOf(event, isWithin(event.target, '.xterm') ? 'terminal' : 'page');
  if (name !== 'palette' && name !== 'settings' && name !== 'keys') return;
  if (isQuestionMark(event) && isWithin(event.target, 'input, textarea, select, [contenteditable]')) return;
  // A question waits for its answer.
  if (isAnswering()) return;
  event.preventDefault();
  event.stopPropagation();
  if (dialogThatIsOpen() === name) closeDialog();
  else openDialog(name);
}

function isWithin(target: EventTarget | null, selector: string): boolean {
  return target instanceof Element && target.closest(selector) !== null;
}
