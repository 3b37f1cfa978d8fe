'use client';

import { useTranslations } from 'next-intl';
import type { MachineView } from '../../server/protocol/session-view.ts';
import { useSession, useSessionStore } from '../_session/session-context.tsx';
import { useServerNow } from '../_session/use-now.ts';
import { Button } from '../_ui/button.tsx';
import { TroubleNotice } from '../_ui/trouble-notice.tsx';
import { clockText } from './clock-text.ts';
import { estimateWords } from './estimate-words.ts';

type Starting = Extract<MachineView, { state: 'starting' }>;

/** The learner's place in the queue, when a machine is expected and by what that is judged. */
export function QueuePlace({ machine }: { readonly machine: Starting }) {
  const t = useTranslations('queue');
  const store = useSessionStore();
  const { pending, refusal } = useSession();
  const now = useServerNow();
  const { place = 1, why = 'full', since } = machine;
  return (
    <section data-queue={place} className="flex flex-1 flex-col overflow-y-auto bg-canvas px-6 py-8 sm:px-10">
      <div className="m-auto w-full max-w-100 space-y-5">
        <h2 className="text-xl font-bold" role="status">
          {place === 1 ? t('next') : t('place', { place })}
        </h2>
        <QueuePicture place={place} />
        <p className="text-md text-ink-soft">{t(why)}</p>
        <Expected machine={machine} now={now} />
        <p className="text-base text-ink-soft">{t('keeps')}</p>
        {refusal?.during === 'end' && <TroubleNotice refusal={refusal} onDismiss={() => store.dismissRefusal()} />}
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <Button disabled={pending.has('end')} onClick={() => void store.end()}>
            {t('leave')}
          </Button>
          <p className="tabular text-sm text-ink-faint">{t('waited', { time: clockText(Math.max(0, now - since)) })}</p>
        </div>
      </div>
    </section>
  );
}

function Expected({ machine: { estimate, why = 'full' }, now }: { readonly machine: Starting; readonly now: number }) {
  const t = useTranslations('queue');
  if (estimate === undefined) {
    return (
      <p className="rounded-lg bg-sunken px-4 py-3 text-base">{t(why === 'busy' ? 'estimate.noneBusy' : 'estimate.none')}</p>
    );
  }
  const { key, ...numbers } = estimateWords(estimate, now);
  return (
    <dl className="rounded-lg bg-sunken px-4 py-3 text-base">
      <dt className="text-sm font-semibold text-ink-faint">{t('expected')}</dt>
      <dd data-estimate={key} className="tabular text-lg font-semibold">
        {t(`estimate.${key}`, numbers)}
      </dd>
      <dd className="mt-1 text-sm text-ink-soft">{t(`basis.${why}`)}</dd>
    </dl>
  );
}

/** More are not told apart at a glance. */
const MOST_SHOWN = 12;

/** Those before the learner as open rings on a wire, the learner as a filled one. The heading says it in words. */
function QueuePicture({ place }: { readonly place: number }) {
  const before = Math.min(place - 1, MOST_SHOWN);
  return (
    <div aria-hidden="true" className="flex items-center gap-1.5">
      <span className="h-5 w-8 rounded-md border-2 border-line-strong" />
      <span className="h-0.5 w-5 bg-line-strong" />
      {Array.from({ length: before }, (_, index) => `before-${index}`).map((key) => (
        <span key={key} className="size-4 shrink rounded-full border-2 border-line-strong" />
      ))}
      {place - 1 > MOST_SHOWN && <span className="text-ink-faint">…</span>}
      <span className="size-4 shrink-0 rounded-full border-2 border-accent bg-accent" />
    </div>
  );
}
