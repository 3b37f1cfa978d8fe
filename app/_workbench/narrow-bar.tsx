'use client';

import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useStepProgress } from '../_session/session-context.tsx';
import { StepList } from '../_step/step-list.tsx';
import type { StepEntry } from '../_step/step-state.ts';
import { Icon, type IconName } from '../_ui/icon.tsx';
import { type Side, useView } from './view-context.tsx';

interface NarrowBarProps {
  readonly lab: string;
  readonly steps: readonly StepEntry[];
  readonly current: string | undefined;
}

const sides = ['lesson', 'machine', 'map'] as const;
const icons: Readonly<Record<Side, IconName>> = { lesson: 'book', machine: 'terminal', map: 'map' };

/** On a narrow page: the list of steps, and which side is shown. */
export function NarrowBar({ lab, steps, current }: NarrowBarProps) {
  const t = useTranslations('machine.tabs');
  const { side, show } = useView();

  function turn(event: KeyboardEvent) {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    const step = event.key === 'ArrowRight' ? 1 : sides.length - 1;
    const other = sides[(sides.indexOf(side) + step) % sides.length] ?? 'lesson';
    show(other);
    document.getElementById(`tab-${other}`)?.focus();
  }

  return (
    <div className="relative flex h-12 shrink-0 items-center gap-2 border-b border-line bg-surface px-2 workbench:hidden print:hidden">
      <StepMenu lab={lab} steps={steps} current={current} />
      <div role="tablist" aria-label={t('label')} onKeyDown={turn} className="ml-auto flex rounded-lg bg-sunken p-0.5">
        {sides.map((name) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`tab-${name}`}
            aria-controls={name === 'map' ? 'machine' : name}
            aria-selected={side === name}
            tabIndex={side === name ? 0 : -1}
            onClick={() => show(name)}
            className="flex h-9 items-center gap-1.5 rounded-[7px] px-3 text-base text-ink-soft aria-selected:bg-surface aria-selected:font-semibold aria-selected:text-ink aria-selected:shadow-[0_0_0_1px_var(--line)]"
          >
            <span className="max-[420px]:hidden">
              <Icon name={icons[name]} size={15} />
            </span>
            {t(name)}
          </button>
        ))}
      </div>
    </div>
  );
}

/** Seen from every side, so that one who types learns of it. */
function StepPassed({ step }: { readonly step: string | undefined }) {
  const t = useTranslations('lesson.state');
  const isPassed = useStepProgress(step ?? '')?.passed === true;
  return (
    <span role="status" className="text-accent">
      {isPassed && (
        <>
          <Icon name="check" size={15} />
          <span className="sr-only">{t('passed')}</span>
        </>
      )}
    </span>
  );
}

function StepMenu({ lab, steps, current }: NarrowBarProps) {
  const t = useTranslations('lesson');
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);

  function leave(event: KeyboardEvent) {
    if (event.key !== 'Escape') return;
    setOpen(false);
    button.current?.focus();
  }

  const index = steps.findIndex((step) => step.id === current);
  return (
    <>
      <button
        ref={button}
        type="button"
        aria-expanded={isOpen}
        aria-controls="step-menu"
        onClick={() => setOpen(!isOpen)}
        className="tabular flex h-9 items-center gap-1.5 rounded-md px-2.5 text-base font-semibold hover:bg-sunken"
      >
        <span>
          {index < 0 ? t('overview') : `${index + 1} / ${steps.length}`}
          <span className="sr-only"> {t('rail')}</span>
        </span>
        <StepPassed step={current} />
        <Icon name="down" size={14} />
      </button>
      {isOpen && (
        <nav
          id="step-menu"
          aria-label={t('rail')}
          className="absolute inset-x-0 top-full z-20 max-h-[70dvh] overflow-y-auto border-b border-line bg-raised px-5 py-3 shadow-float"
          onKeyDown={leave}
        >
          <StepList lab={lab} steps={steps} current={current} onChoose={() => setOpen(false)} />
        </nav>
      )}
    </>
  );
}
