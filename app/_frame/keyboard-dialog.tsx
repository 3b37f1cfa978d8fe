'use client';

import { useTranslations } from 'next-intl';
import { Dialog } from 'radix-ui';
import { buttonStyle } from '../_ui/button-style.ts';
import { dialogStyle, overlayStyle } from '../_ui/dialog-style.ts';
import { Icon } from '../_ui/icon.tsx';

const keys = {
  side: ['Ctrl', '`'],
  next: ['Alt', '.'],
  previous: ['Alt', ','],
  check: ['Alt', 'Enter'],
  separator: ['←', '→'],
  help: ['?'],
} as const;

interface KeyboardDialogProps {
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
}

export function KeyboardDialog({ isOpen, onOpenChange }: KeyboardDialogProps) {
  const t = useTranslations('keyboard');
  const close = useTranslations('frame')('close');
  return (
    <Dialog.Root open={isOpen} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className={overlayStyle} />
        <Dialog.Content className={dialogStyle}>
          <div className="flex items-center justify-between">
            <Dialog.Title className="text-xl font-bold">{t('title')}</Dialog.Title>
            <Dialog.Close aria-label={close} title={close} className={buttonStyle({ look: 'quiet', size: 'icon' })}>
              <Icon name="cross" />
            </Dialog.Close>
          </div>
          <dl className="mt-3 text-base">
            {(Object.keys(keys) as (keyof typeof keys)[]).map((name) => (
              <div key={name} className="flex items-center justify-between gap-4 border-b border-line py-2.5">
                <dt>{t(name)}</dt>
                <dd className="flex gap-1">
                  {keys[name].map((key) => (
                    <kbd
                      key={key}
                      className="min-w-6 rounded border border-line-strong bg-sunken px-1.5 py-0.5 text-center text-xs"
                    >
                      {key}
                    </kbd>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
          <Dialog.Description className="mt-4 text-sm text-ink-soft">{t('note')}</Dialog.Description>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
