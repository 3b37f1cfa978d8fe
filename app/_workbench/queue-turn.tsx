'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import type { MachineView } from '../../server/protocol/session-view.ts';
import { useSession } from '../_session/session-context.tsx';
import { Button } from '../_ui/button.tsx';
import { Icon } from '../_ui/icon.tsx';
import { TabTitle } from './tab-title.ts';
import { useIsNarrow, useView } from './view-context.tsx';

/** How it stands with a learner who was in the queue. */
type Turn = 'waiting' | 'starting' | 'ready' | 'over';

function turnOf(machine: MachineView | undefined): Turn {
  if (machine?.state === 'starting') return machine.stage === 'queued' ? 'waiting' : 'starting';
  return machine?.state === 'ready' ? 'ready' : 'over';
}

/** Tells a learner who waits that it is their turn: in the page, and in the tab's title while they look at something else. */
export function QueueTurn() {
  const machine = useSession().session?.machine;
  const turn = turnOf(machine);
  const [isDismissed, setDismissed] = useState(false);
  useTabTitle(turn, machine?.state === 'starting' ? machine.place : undefined);
  useEffect(() => {
    if (turn === 'waiting') setDismissed(false);
  }, [turn]);
  const isTold = (turn === 'starting' || turn === 'ready') && !isDismissed;
  return (
    <div role="status" className="shrink-0">
      {isTold && <TurnNotice turn={turn} onDismiss={() => setDismissed(true)} />}
    </div>
  );
}

function TurnNotice({ turn, onDismiss }: { readonly turn: 'starting' | 'ready'; readonly onDismiss: () => void }) {
  const t = useTranslations('queue.turn');
  const { side, show } = useView();
  const isElsewhere = useIsNarrow() && side !== 'machine';
  const look = () => {
    show('machine');
    onDismiss();
  };
  return (
    <div className="flex flex-wrap items-center gap-2.5 border-b border-line bg-accent-soft px-4 py-2 text-base">
      <span className="text-accent">
        <Icon name="server" />
      </span>
      <p className="min-w-0 flex-1 font-semibold">{t(turn)}</p>
      {isElsewhere && (
        <Button size="sm" look="primary" onClick={look}>
          {t('show')}
        </Button>
      )}
      <Button size="sm" onClick={onDismiss}>
        {t('dismiss')}
      </Button>
    </div>
  );
}

/** The place while one waits; that it is one's turn, until one has looked. */
function useTabTitle(turn: Turn, place: number | undefined): void {
  const t = useTranslations('queue.tab');
  const [title] = useState(() => new TabTitle());
  const words = { waiting: place === undefined ? '' : t('place', { place }), starting: t('turn'), ready: t('ready'), over: '' }[
    turn
  ];
  const isNews = turn === 'starting' || turn === 'ready';
  useEffect(() => {
    if (!isNews || document.hidden) title.say(words);
    if (!isNews) return;
    const look = () => {
      if (!document.hidden) title[Symbol.dispose]();
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [words, isNews, title]);
  useEffect(() => () => title[Symbol.dispose](), [title]);
}
