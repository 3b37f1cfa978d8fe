'use client';

import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import type { Completion } from '../../server/protocol/completion.ts';
import { stepPath } from '../_frame/paths.ts';
import { keptText } from '../_settings/kept-text.ts';
import { Icon } from '../_ui/icon.tsx';
import type { DoneStep } from './done-step.ts';
import { spanText } from './span-text.ts';

interface StepTimesProps {
  readonly lab: string;
  readonly steps: readonly DoneStep[];
  readonly completion: Completion;
}

/** How long each step took, and the hints that this device remembers. */
export function StepTimes({ lab, steps, completion }: StepTimesProps) {
  const t = useTranslations('completion');
  const locale = useLocale();
  const say = useSpan();
  const hints = useOpenedHints(lab, steps);
  const workMs = completion.steps.map((step) => step.workMs).filter((time) => time !== undefined);
  const total = workMs.reduce((sum, time) => sum + time, 0);
  return (
    <section className="space-y-3" aria-labelledby="times">
      <h2 id="times" className="text-xl font-bold">
        {t('times')}
      </h2>
      <table className="tabular w-full text-base">
        <thead className="text-left text-sm text-ink-faint">
          <tr>
            <th className="py-1.5 font-medium">{t('step')}</th>
            {hints && <th className="py-1.5 pl-4 text-right font-medium">{t('hints')}</th>}
            <th className="py-1.5 pl-4 text-right font-medium">{t('time')}</th>
          </tr>
        </thead>
        <tbody>
          {steps.map((step, index) => (
            <tr key={step.id} className="border-t border-line">
              <td className="py-1.5">
                <Link prefetch={false} href={stepPath(locale, lab, step.id)} className="rounded-sm hover:text-accent">
                  {index + 1}. {step.title}
                </Link>
                {completion.steps[index]?.revealed && (
                  <span className="ml-2 inline-flex items-center gap-1 text-sm whitespace-nowrap text-ink-faint">
                    <Icon name="eye" size={13} />
                    {t('revealed')}
                  </span>
                )}
              </td>
              {hints && <td className="py-1.5 pl-4 text-right">{hints.get(step.id) ?? 0}</td>}
              <td className="py-1.5 pl-4 text-right whitespace-nowrap">{say(completion.steps[index]?.workMs)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className="border-t border-line-strong font-semibold">
            <th scope="row" colSpan={hints ? 2 : 1} className="py-2 text-left">
              {t('total')}
            </th>
            <td className="py-2 pl-4 text-right whitespace-nowrap">{say(workMs.length > 0 ? total : undefined)}</td>
          </tr>
        </tfoot>
      </table>
      <p className="text-sm text-ink-faint">{t('timesNote')}</p>
    </section>
  );
}

function useSpan(): (lengthMs: number | undefined) => string {
  const t = useTranslations('completion');
  return (lengthMs) => {
    if (lengthMs === undefined) return t('unknown');
    const { unit, ...values } = spanText(lengthMs);
    return t(unit, values);
  };
}

/** Which hints were opened is known to this device only, and only if any were; see `Hints`. */
function useOpenedHints(lab: string, steps: readonly DoneStep[]): ReadonlyMap<string, number> | undefined {
  const [opened, setOpened] = useState<ReadonlyMap<string, number>>();
  useEffect(() => {
    const counts = steps.map(({ id, hints }) => [id, Math.min(hints, storedCount(`vethlab-hints:${lab}/${id}`))] as const);
    setOpened(counts.some(([, count]) => count > 0) ? new Map(counts) : undefined);
  }, [lab, steps]);
  return opened;
}

function storedCount(key: string): number {
  return Number(keptText(key)) || 0;
}
