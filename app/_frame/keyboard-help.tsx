'use client';

import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { buttonStyle } from '../_ui/button-style.ts';
import { Icon } from '../_ui/icon.tsx';

const KeyboardDialog = dynamic(() => import('./keyboard-dialog.tsx').then((module) => module.KeyboardDialog), { ssr: false });

/** The list of keys, by button or `?`. */
export function KeyboardHelp() {
  const t = useTranslations('keyboard');
  const [isOpen, setOpen] = useState(false);
  const [wasOpened, setWasOpened] = useState(false);

  function show(next: boolean) {
    setOpen(next);
    if (next) setWasOpened(true);
  }

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.key !== '?' || isTyping(event.target)) return;
      event.preventDefault();
      setOpen(true);
      setWasOpened(true);
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);

  return (
    <>
      <button
        type="button"
        aria-label={t('open')}
        title={t('open')}
        onClick={() => show(true)}
        className={`${buttonStyle({ look: 'quiet', size: 'icon' })} max-sm:hidden`}
      >
        <Icon name="keyboard" />
      </button>
      {wasOpened && <KeyboardDialog isOpen={isOpen} onOpenChange={show} />}
    </>
  );
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable], .xterm') !== null;
}
