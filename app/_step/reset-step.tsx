'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useMachineIsReady, useSession, useSessionStore } from '../_session/session-context.tsx';
import { Button } from '../_ui/button.tsx';
import { TroubleNotice } from '../_ui/trouble-notice.tsx';

/** For a step that lays something on the machine: lay it once more. */
export function ResetStep({ step }: { readonly step: string }) {
  const t = useTranslations('lesson.reset');
  const store = useSessionStore();
  const { pending, refusal } = useSession();
  const isReady = useMachineIsReady();
  const [isDone, setDone] = useState(false);
  const failed = refusal?.during === 'reset-step' || refusal?.during === 'open-step' ? refusal : undefined;
  return (
    <div className="space-y-3 text-base text-ink-soft">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <p className="min-w-0 flex-1 basis-60">{t('why')}</p>
        <Button
          size="sm"
          data-reset-step
          disabled={!isReady}
          isBusy={pending.has('reset-step')}
          onClick={async () => setDone(await store.resetStep(step))}
        >
          {t('button')}
        </Button>
      </div>
      {failed && <TroubleNotice refusal={failed} onDismiss={() => store.dismissRefusal()} />}
      <p role="status">{isDone && !failed ? t('done') : ''}</p>
    </div>
  );
}
