'use client';

import { useTranslations } from 'next-intl';
import { useSession } from '../_session/session-context.tsx';
import { Icon, type IconName } from '../_ui/icon.tsx';
import { TroubleNotice } from '../_ui/trouble-notice.tsx';
import { MachinePicture } from './machine-picture.tsx';
import { StartButton } from './start-button.tsx';

const points = { safe: 'server', free: 'check', ends: 'clock' } as const satisfies Record<string, IconName>;

/** No machine yet: what one would get, what it costs, and the button. */
export function MachineOffer() {
  const t = useTranslations('machine.offer');
  const { pending, refusal } = useSession();
  const isAsking = pending.has('start');
  return (
    <div className="flex flex-1 flex-col overflow-y-auto bg-canvas px-6 py-8 sm:px-10">
      <div className="m-auto w-full max-w-120 space-y-6">
        <MachinePicture label={t('picture')} />
        <div className="space-y-2">
          <h2 className="text-xl font-bold">{t('title')}</h2>
          <p className="text-md text-ink-soft">{t('body')}</p>
        </div>
        <ul className="space-y-2 text-base text-ink-soft">
          {(Object.keys(points) as (keyof typeof points)[]).map((point) => (
            <li key={point} className="flex gap-2.5">
              <span className="mt-[3px] text-accent">
                <Icon name={points[point]} />
              </span>
              {t(`points.${point}`)}
            </li>
          ))}
        </ul>
        {(refusal?.during === 'start' || refusal?.during === 'find') && <TroubleNotice refusal={refusal} />}
        <div className="space-y-3">
          <StartButton>
            <Icon name="power" />
            {t(isAsking ? 'starting' : 'start')}
          </StartButton>
          <p className="text-sm text-ink-faint">{t('reading')}</p>
        </div>
      </div>
    </div>
  );
}
