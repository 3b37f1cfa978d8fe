'use client';

import { useLocale } from 'next-intl';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { filled } from '../_terminal/terminal-text.ts';
import { Button } from '../_ui/button.tsx';
import { type CheckText, checkTexts } from './check-text.ts';
import { HangulField } from './hangul-field.tsx';
import { type CheckName, checkNames, type Outcome, type Outcomes, overallOf, ownChecks } from './outcome.ts';
import { clipboardOutcome, runChecks } from './run-checks.ts';
import { Summary } from './summary.tsx';

/** Runs the checks as soon as the page is there, and says of each how it went and what to do. */
export function CheckList() {
  const text = checkTexts[useLocale()];
  const [outcomes, setOutcomes] = useState<Outcomes>({});
  const [run, setRun] = useState(0);
  const report = useCallback((name: CheckName, outcome: Outcome) => setOutcomes((known) => ({ ...known, [name]: outcome })), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each press of the button is another run.
  useEffect(() => {
    const abort = new AbortController();
    const reportOnce = (name: CheckName, outcome: Outcome) => abort.signal.aborted || report(name, outcome);
    void runChecks(reportOnce, abort.signal);
    return () => abort.abort();
  }, [report, run]);
  const overall = overallOf(outcomes);

  function again() {
    setOutcomes({});
    setRun(run + 1);
  }

  const parts: Readonly<Partial<Record<CheckName, ReactNode>>> = {
    clipboard: (
      <Button size="sm" onClick={async () => report('clipboard', await clipboardOutcome())}>
        {text.checks.clipboard.button}
      </Button>
    ),
    ime: <HangulField key={run} text={text.checks.ime} onOutcome={(outcome) => report('ime', outcome)} />,
  };

  return (
    <div className="space-y-6">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p aria-live="polite" data-overall={overall} className="text-lg font-semibold">
          {text.overall[overall]}
        </p>
        <Button onClick={again} disabled={overall === 'running'}>
          {text.again}
        </Button>
      </div>
      <ul className="divide-y divide-line rounded-2xl border border-line bg-surface">
        {checkNames.map((name) => (
          <CheckRow key={name} name={name} outcome={outcomes[name]} text={text}>
            {parts[name]}
          </CheckRow>
        ))}
      </ul>
      <Summary outcomes={outcomes} text={text.summary} />
    </div>
  );
}

interface CheckRowProps {
  readonly name: CheckName;
  readonly outcome: Outcome | undefined;
  readonly text: CheckText;
  readonly children: ReactNode;
}

const looks = { ok: 'text-accent', limits: 'text-warn', problem: 'text-bad' } as const;

function CheckRow({ name, outcome, text, children }: CheckRowProps) {
  const { title, ...sentences } = text.checks[name];
  const waiting = ownChecks.includes(name) ? text.running : text.yourTurn;
  return (
    <li
      data-check={name}
      data-state={outcome?.state}
      className="grid gap-x-6 gap-y-1 px-5 py-4 sm:grid-cols-[10rem_minmax(0,1fr)]"
    >
      <div className="flex items-baseline justify-between gap-3 sm:block">
        <h2 className="text-md font-semibold">{title}</h2>
        <p
          aria-live="polite"
          className={`text-sm font-medium ${outcome === undefined ? 'text-ink-faint' : looks[outcome.state]}`}
        >
          {outcome === undefined ? waiting : text.states[outcome.state]}
        </p>
      </div>
      <div className="min-w-0 space-y-2 text-base text-ink-soft">
        {outcome !== undefined && <p>{filled(sentences[outcome.state], outcome.facts ?? {})}</p>}
        {children}
      </div>
    </li>
  );
}
