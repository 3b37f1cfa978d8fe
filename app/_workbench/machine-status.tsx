'use client';

import { useTranslations } from 'next-intl';
import { DropdownMenu } from 'radix-ui';
import { useState } from 'react';
import type { MachineView } from '../../server/protocol/session-view.ts';
import { useSession, useSessionStore } from '../_session/session-context.tsx';
import { useServerNow } from '../_session/use-now.ts';
import { Button } from '../_ui/button.tsx';
import { buttonStyle } from '../_ui/button-style.ts';
import { Icon } from '../_ui/icon.tsx';
import { menuItemStyle, menuStyle } from '../_ui/menu-style.ts';
import { clockText } from './clock-text.ts';
import { type Confirmation, ConfirmDialog } from './confirm-dialog.tsx';

/** From then on the time left is always shown; earlier only when one points at it. */
const SHOW_TIME_MS = 15 * 60_000;

interface MachineStatusProps {
  readonly machine: Extract<MachineView, { state: 'ready' }>;
}

/** That the machine runs, how long it will, and the menu to change that. */
export function MachineStatus({ machine }: MachineStatusProps) {
  const t = useTranslations('machine.bar');
  const store = useSessionStore();
  const [asked, setAsked] = useState<Confirmation>();
  return (
    <div className="flex shrink-0 items-center gap-1">
      <TimeLeft endsAt={Math.min(machine.expiresAt, machine.idleEndsAt)} />
      <DropdownMenu.Root>
        <DropdownMenu.Trigger
          aria-label={t('menu')}
          title={t('menu')}
          className={`${buttonStyle({ look: 'quiet' })} size-8! px-0!`}
        >
          <Icon name="more" />
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content className={menuStyle} align="end" sideOffset={4} collisionPadding={8}>
            <DropdownMenu.Item className={menuItemStyle} onSelect={() => void store.extend()}>
              <Icon name="clock" />
              {t('extend')}
            </DropdownMenu.Item>
            <DropdownMenu.Item className={menuItemStyle} onSelect={() => setAsked('fresh')}>
              <Icon name="fresh" />
              {t('fresh')}
            </DropdownMenu.Item>
            <DropdownMenu.Separator className="my-1 h-px bg-line" />
            <DropdownMenu.Item className={`${menuItemStyle} text-bad`} onSelect={() => setAsked('end')}>
              <Icon name="power" />
              {t('end')}
            </DropdownMenu.Item>
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      <ConfirmDialog
        asked={asked}
        onAnswer={(isYes) => {
          if (isYes) void (asked === 'fresh' ? store.freshMachine() : store.end());
          setAsked(undefined);
        }}
      />
    </div>
  );
}

function TimeLeft({ endsAt }: { readonly endsAt: number }) {
  const t = useTranslations('machine.bar');
  const store = useSessionStore();
  const { pending } = useSession();
  const [wasExtended, setWasExtended] = useState(false);
  const leftMs = endsAt - useServerNow();
  const isShort = leftMs < SHOW_TIME_MS;
  const time = clockText(leftMs);
  const extend = async () => setWasExtended(await store.extend());
  return (
    <div className="group flex items-center gap-2 text-sm">
      <span className={`size-2 rounded-full ${isShort ? 'bg-warn max-sm:hidden' : 'bg-accent'}`} aria-hidden="true" />
      <span className="text-ink-soft max-sm:sr-only">{t('running')}</span>
      <span
        className={`tabular whitespace-nowrap ${isShort ? 'font-semibold text-warn' : 'hidden text-ink-faint group-focus-within:inline group-hover:inline'}`}
        title={t('leftLong', { time })}
      >
        {t('left', { time })}
      </span>
      {isShort && (
        <Button size="sm" disabled={pending.has('extend')} onClick={() => void extend()}>
          {t('extend')}
        </Button>
      )}
      <span role="status" className="sr-only">
        {wasExtended && !isShort ? t('extended', { time: clockText(Math.round(leftMs / 60_000) * 60_000) }) : ''}
      </span>
    </div>
  );
}
