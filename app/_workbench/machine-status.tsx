'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { MachineView } from '../../server/protocol/session-view.ts';
import { RecordedBadge } from '../_replay/recorded-badge.tsx';
import { useSession, useSessionStore } from '../_session/session-context.tsx';
import { useServerNow } from '../_session/use-now.ts';
import { Button } from '../_ui/button.tsx';
import { clockText } from './clock-text.ts';
import { MenuLater } from './menu-later.tsx';

/** From then on the time left is always shown; earlier only when one points at it. */
const SHOW_TIME_MS = 15 * 60_000;

interface MachineStatusProps {
  readonly machine: Extract<MachineView, { state: 'ready' }>;
}

async function portsMenu() {
  return (await import('../_preview/ports-menu.tsx')).PortsMenu;
}

async function machineMenu() {
  return (await import('./machine-menu.tsx')).MachineMenu;
}

/** That the machine runs, how long it will, and the menu to change that. */
export function MachineStatus({ machine }: MachineStatusProps) {
  const t = useTranslations('machine.bar');
  const openPort = useTranslations('preview')('open');
  const { session } = useSession();
  return (
    <div className="flex shrink-0 items-center gap-1">
      <RecordedBadge />
      <TimeLeft endsAt={Math.min(machine.expiresAt, machine.idleEndsAt)} />
      {session !== undefined && (
        <MenuLater icon="globe" iconSize={16} label={openPort} load={portsMenu}>
          {(PortsMenu, isOpen) => <PortsMenu sessionId={session.id} defaultOpen={isOpen} />}
        </MenuLater>
      )}
      <MenuLater icon="more" iconSize={16} label={t('menu')} load={machineMenu}>
        {(MachineMenu, isOpen) => <MachineMenu defaultOpen={isOpen} />}
      </MenuLater>
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
        <Button size="sm" isBusy={pending.has('extend')} onClick={() => void extend()}>
          {t('extend')}
        </Button>
      )}
      <span role="status" className="sr-only">
        {wasExtended && !isShort ? t('extended', { time: clockText(Math.round(leftMs / 60_000) * 60_000) }) : ''}
      </span>
    </div>
  );
}
