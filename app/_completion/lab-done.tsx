'use client';

import Link from 'next/link';
import { useFormatter, useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Completion } from '../../server/protocol/completion.ts';
import { labPath, replayPath, stepPath } from '../_frame/paths.ts';
import { problemTexts } from '../_text/problems.ts';
import { Button } from '../_ui/button.tsx';
import { buttonStyle } from '../_ui/button-style.ts';
import { Icon } from '../_ui/icon.tsx';
import { InlineText } from '../_ui/inline-text.tsx';
import { askForCompletion } from './ask-for.ts';
import { CertificateForm } from './certificate-form.tsx';
import type { DoneStep } from './done-step.ts';
import { StepTimes } from './step-times.tsx';
import { useAnswer } from './use-answer.ts';

interface LabDoneProps {
  readonly lab: string;
  readonly title: string;
  readonly learnt: readonly string[];
  readonly steps: readonly DoneStep[];
}

/** The learner's end of the lab, or what is missing until then. */
export function LabDone(props: LabDoneProps) {
  const t = useTranslations('completion');
  const locale = useLocale();
  const { answer, again } = useAnswer(props.lab, () => askForCompletion(props.lab));
  if (answer === undefined) return <p className="text-ink-soft">{t('loading')}</p>;
  if (!answer.ok) {
    const { title, next } = problemTexts[answer.trouble];
    return (
      <Standing title={title[locale]} body={next[locale]}>
        <Button onClick={again}>{t('retry')}</Button>
      </Standing>
    );
  }
  if (answer.value === null) return <Unbegun lab={props.lab} />;
  if (answer.value.finishedAt === undefined) return <Unfinished {...props} completion={answer.value} />;
  return <Finished {...props} completion={answer.value} finishedAt={answer.value.finishedAt} />;
}

function Unbegun({ lab }: { readonly lab: string }) {
  const t = useTranslations('completion.unbegun');
  return (
    <Standing title={t('title')} body={t('body')}>
      <Link href={labPath(useLocale(), lab)} className={buttonStyle({ look: 'primary', size: 'lg' })}>
        {t('next')}
        <Icon name="right" />
      </Link>
    </Standing>
  );
}

function Unfinished({ lab, steps, completion }: LabDoneProps & { readonly completion: Completion }) {
  const t = useTranslations('completion.unfinished');
  const locale = useLocale();
  const left = completion.steps.filter((step) => !step.passed);
  const next = steps.find(({ id }) => id === left[0]?.id);
  return (
    <Standing title={t('title')} body={t('body', { left: left.length })}>
      {next && (
        <Link href={stepPath(locale, lab, next.id)} className={buttonStyle({ look: 'primary', size: 'lg' })}>
          {t('next', { step: next.title })}
        </Link>
      )}
    </Standing>
  );
}

function Standing({ title, body, children }: { readonly title: string; readonly body: string; readonly children: ReactNode }) {
  return (
    <div className="space-y-5 py-10">
      <h1 className="text-3xl font-bold">{title}</h1>
      <p className="text-lg text-ink-soft">
        <InlineText text={body} />
      </p>
      <p>{children}</p>
    </div>
  );
}

interface FinishedProps extends LabDoneProps {
  readonly completion: Completion;
  readonly finishedAt: number;
}

function Finished({ lab, title, learnt, steps, completion, finishedAt }: FinishedProps) {
  const t = useTranslations('completion');
  const locale = useLocale();
  const format = useFormatter();
  const [from, to] = [completion.startedAt, finishedAt].map((at) => format.dateTime(at, { dateStyle: 'long' })) as [
    string,
    string,
  ];
  return (
    <div className="space-y-10" data-completion="finished">
      <header className="space-y-3">
        <p className="grid size-12 place-items-center rounded-full bg-accent text-on-accent" aria-hidden="true">
          <Icon name="check" size={24} />
        </p>
        <h1 className="text-3xl font-bold">{t('title')}</h1>
        <p className="text-lg text-ink-soft">{t('lead', { total: steps.length, lab: title })}</p>
        <p className="tabular text-base text-ink-faint">
          {from === to ? t('day', { day: to }) : t('span', { from, to })}
          {' · '}
          {t('points', { points: completion.points, total: completion.totalPoints })}
        </p>
      </header>
      {learnt.length > 0 && <Learnt sentences={learnt} />}
      <CertificateForm lab={lab} />
      <StepTimes lab={lab} steps={steps} completion={completion} />
      <p>
        {/* A whole load: the player needs a page with a policy of its own. */}
        <a href={replayPath(locale, lab)} className={buttonStyle({ look: 'outline' })}>
          <Icon name="terminal" />
          {t('replay')}
        </a>
      </p>
    </div>
  );
}

function Learnt({ sentences }: { readonly sentences: readonly string[] }) {
  const t = useTranslations('completion');
  return (
    <section className="space-y-3" aria-labelledby="learnt">
      <h2 id="learnt" className="text-xl font-bold">
        {t('learnt')}
      </h2>
      <ul className="space-y-2.5">
        {sentences.map((sentence) => (
          <li key={sentence} className="flex gap-3 text-md">
            <span className="mt-1 text-accent">
              <Icon name="check" />
            </span>
            {sentence}
          </li>
        ))}
      </ul>
    </section>
  );
}
