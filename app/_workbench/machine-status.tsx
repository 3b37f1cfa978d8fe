'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import type { MachineView } from '../../server/protocol/session-view.ts';
import { RecordedBadge } from '../_replay/recorded-badge.tsx';
import { useSession, useSessionStore } from '../_session/session-context.tsx';
import { useServerNow } from '../_session/use-now.ts';
import { Button } from '../_ui/button.tsx';
import { clockText } from './clock-text.ts';
import { MenuLater } from './menu-later.tsx';

/** From then on the time left is always shown; earlier only when one points at it. */
const SHOW_TIME_MS = 15 * 60_000;
/** How long is told that the machine has been given more time. */
const NEWS_MS = 6000;

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
      <TimeLeft machine={machine} />
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

function TimeLeft({ machine }: MachineStatusProps) {
  const t = useTranslations('machine.bar');
  const store = useSessionStore();
  const { pending } = useSession();
  const isExtended = useJustGrown(machine.expiresAt);
  const leftMs = Math.min(machine.expiresAt, machine.idleEndsAt) - useServerNow();
  const isShort = leftMs < SHOW_TIME_MS;
  const time = clockText(leftMs);
  const looks = isShort
    ? 'font-semibold text-warn'
    : 'hidden text-ink-faint group-focus-within:inline group-hover:inline group-data-extended:hidden';
  return (
    <div className="group flex items-center gap-2 text-sm" data-extended={isExtended || undefined}>
      <span className={`size-2 rounded-full ${isShort ? 'bg-warn max-sm:hidden' : 'bg-accent'}`} aria-hidden="true" />
      <span className="text-ink-soft group-data-extended:hidden max-sm:sr-only">{t('running')}</span>
      <span className={`tabular whitespace-nowrap ${looks}`} title={t('leftLong', { time })}>
        {t('left', { time })}
      </span>
      {isShort && (
        <Button size="sm" isBusy={pending.has('extend')} onClick={() => void store.extend()}>
          {t('extend')}
        </Button>
      )}
      <span role="status" className={isExtended && !isShort ? 'whitespace-nowrap text-ink-soft' : 'sr-only'}>
        {isExtended ? t('extended', { time: clockText(Math.round(leftMs / 60_000) * 60_000) }) : ''}
      </span>
    </div>
  );
}

/** True for a moment after the number has grown. */
function useJustGrown(value: number): boolean {
  const last = useRef(value);
  const [isNews, setNews] = useState(false);
  useEffect(() => {
    const hasGrown = value > last.current;
    last.current = value;
    if (!hasGrown) return;
    setNews(true);
    const timer = setTimeout(() => setNews(false), NEWS_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return isNews;
}
