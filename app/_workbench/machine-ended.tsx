'use client';

import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { MachineView } from '../../server/protocol/session-view.ts';
import { ReplayLink } from '../_replay/replay-link.tsx';
import { useSession } from '../_session/session-context.tsx';
import { problemTexts } from '../_text/problems.ts';
import { Icon, type IconName } from '../_ui/icon.tsx';
import { InlineText } from '../_ui/inline-text.tsx';
import { TroubleNotice } from '../_ui/trouble-notice.tsx';
import { StartButton } from './start-button.tsx';

type Ended = Extract<MachineView, { state: 'ended' }>;
type Failed = Extract<MachineView, { state: 'failed' }>;

export function MachineEnded({ reason }: Pick<Ended, 'reason'>) {
  const t = useTranslations('machine.ended');
  return (
    <Rest icon={reason === 'lost' ? 'warning' : 'power'} title={t(`${reason}.title`)} next={t('next')}>
      {t(`${reason}.body`)}
    </Rest>
  );
}

export function MachineFailed({ problem }: Pick<Failed, 'problem'>) {
  const t = useTranslations('machine.failed');
  const locale = useLocale();
  const { title, next } = problemTexts[problem];
  return (
    <Rest icon="warning" title={t('title')} next={t('again')}>
      <InlineText text={`${title[locale]} ${next[locale]}`} />
    </Rest>
  );
}

interface RestProps {
  readonly icon: IconName;
  readonly title: string;
  readonly next: string;
  readonly children: ReactNode;
}

/** The machine is no more; what happened, what is kept, and the way on. */
function Rest({ icon, title, next, children }: RestProps) {
  const { refusal } = useSession();
  return (
    <div className="flex flex-1 flex-col overflow-y-auto bg-canvas px-6 py-8 sm:px-10">
      <div className="m-auto w-full max-w-100 space-y-4" role="status">
        <span className="grid size-10 place-items-center rounded-full border-[1.5px] border-line-strong text-ink-soft">
          <Icon name={icon} size={18} />
        </span>
        <h2 className="text-xl font-bold">{title}</h2>
        <p className="text-md text-ink-soft">{children}</p>
        {refusal?.during === 'start' && <TroubleNotice refusal={refusal} />}
        <StartButton>
          <Icon name="fresh" />
          {next}
        </StartButton>
        <ReplayLink />
      </div>
    </div>
  );
}
