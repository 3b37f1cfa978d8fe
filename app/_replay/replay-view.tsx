'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Tabs } from 'radix-ui';
import { useAnswer } from '../_completion/use-answer.ts';
import { labPath } from '../_frame/paths.ts';
import type { StepEntry } from '../_step/step-state.ts';
import { problemTexts } from '../_text/problems.ts';
import { Button } from '../_ui/button.tsx';
import { buttonStyle } from '../_ui/button-style.ts';
import { findRecordings, type Recordings } from './find-recordings.ts';
import { TerminalReplay } from './terminal-replay.tsx';

interface ReplayViewProps {
  readonly lab: string;
  readonly steps: readonly StepEntry[];
}

/** A learner's recordings of one lab, a tab for each terminal. */
export function ReplayView({ lab, steps }: ReplayViewProps) {
  const t = useTranslations('replay');
  const locale = useLocale();
  const { answer, again } = useAnswer(lab, () => findRecordings(lab));
  if (answer === undefined) return <p className="text-ink-soft">{t('loading')}</p>;
  if (!answer.ok) {
    return (
      <div className="space-y-4" role="alert">
        <p>{`${problemTexts[answer.trouble].title[locale]} ${problemTexts[answer.trouble].next[locale]}`}</p>
        <Button onClick={again}>{t('loading')}</Button>
      </div>
    );
  }
  const recordings = answer.value;
  if (recordings === undefined || recordings.names.length === 0) return <Nothing lab={lab} recordings={recordings} />;
  const [first = ''] = recordings.names;
  return (
    <Tabs.Root defaultValue={first} className="space-y-4">
      <Tabs.List aria-label={t('tabs')} className="flex flex-wrap gap-1 border-b border-line">
        {recordings.names.map((name) => (
          <Tabs.Trigger
            key={name}
            value={name}
            className="h-9 border-b-2 border-transparent px-3 font-mono text-base text-ink-soft hover:text-ink data-[state=active]:border-accent data-[state=active]:text-ink"
          >
            {name}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      {recordings.names.map((name) => (
        <Tabs.Content key={name} value={name} className="outline-none">
          <TerminalReplay sessionId={recordings.sessionId} name={name} steps={steps} />
        </Tabs.Content>
      ))}
    </Tabs.Root>
  );
}

function Nothing({ lab, recordings }: { readonly lab: string; readonly recordings: Recordings | undefined }) {
  const t = useTranslations('replay');
  const isOff = recordings !== undefined && !recordings.isOn;
  return (
    <div className="space-y-4 py-8" data-replay="nothing">
      <h2 className="text-xl font-bold">{t('none.title')}</h2>
      <p className="text-md text-ink-soft">
        {isOff && `${t('none.off')} `}
        {t('none.body')}
      </p>
      <a href={labPath(useLocale(), lab)} className={buttonStyle({ look: 'primary' })}>
        {t('back')}
      </a>
    </div>
  );
}
