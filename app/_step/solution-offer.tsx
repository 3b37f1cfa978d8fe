'use client';

import { useTranslations } from 'next-intl';
import { type ComponentType, useRef, useState } from 'react';
import { useSession, useStepProgress } from '../_session/session-context.tsx';
import { Button } from '../_ui/button.tsx';
import { Icon } from '../_ui/icon.tsx';
import { TroubleNotice } from '../_ui/trouble-notice.tsx';
import type { SolutionProps } from './solution-props.ts';

/**
 * The way to a step's solution. It is not in the page: what asks for it is loaded at the press, and the solution itself comes
 * from the server, which notes who has seen it before the step passed.
 */
export function SolutionOffer({ step }: { readonly step: string }) {
  const t = useTranslations('lesson.solution');
  const { presence } = useSession();
  const progress = useStepProgress(step);
  const [panel, setPanel] = useState<{ readonly Panel: ComponentType<SolutionProps> }>();
  const [hasFailed, setFailed] = useState(false);
  const isComingBack = useRef(false);
  const isRevealed = progress?.revealed === true;
  if (presence !== 'present') return null;
  if (panel !== undefined) return <panel.Panel step={step} onClose={close} />;

  function close() {
    isComingBack.current = true;
    setPanel(undefined);
  }

  async function open() {
    setFailed(false);
    await import('./solution-panel.tsx').then(
      ({ SolutionPanel }) => setPanel({ Panel: SolutionPanel }),
      () => setFailed(true),
    );
  }

  return (
    <div className="space-y-3 text-base text-ink-soft">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        {isRevealed && (
          <p className="flex items-center gap-2">
            <Icon name="eye" />
            {t('seen')}
          </p>
        )}
        <Button
          ref={(button) => {
            if (isComingBack.current) button?.focus();
            isComingBack.current = false;
          }}
          look="quiet"
          size="sm"
          className="underline underline-offset-4"
          data-solution
          onClick={() => void open()}
        >
          {t(isRevealed ? 'again' : progress?.passed === true ? 'compare' : 'show')}
        </Button>
      </div>
      {hasFailed && <TroubleNotice refusal={{ trouble: 'page-incomplete', id: undefined }} />}
    </div>
  );
}
