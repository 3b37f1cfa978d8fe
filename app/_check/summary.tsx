import { useEffect, useId, useState } from 'react';
import { Button } from '../_ui/button.tsx';
import type { CheckText } from './check-text.ts';
import type { Outcomes } from './outcome.ts';
import { summaryText } from './summary-text.ts';

interface SummaryProps {
  readonly outcomes: Outcomes;
  readonly text: CheckText['summary'];
}

/** All of it in a few lines that can be sent to whoever holds the class. */
export function Summary({ outcomes, text }: SummaryProps) {
  const id = useId();
  const [browser, setBrowser] = useState('');
  const [isCopied, setCopied] = useState(false);
  useEffect(() => setBrowser(navigator.userAgent), []);
  const lines = summaryText(outcomes, browser);

  function copy() {
    navigator.clipboard.writeText(lines).then(
      () => setCopied(true),
      () => undefined,
    );
  }

  return (
    <section aria-labelledby={id} className="space-y-2">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <div>
          <h2 id={id} className="text-md font-semibold">
            {text.title}
          </h2>
          <p className="text-sm text-ink-soft">{text.body}</p>
        </div>
        <Button size="sm" onClick={copy}>
          <span aria-live="polite">{isCopied ? text.copied : text.copy}</span>
        </Button>
      </div>
      {/* Can be selected by hand where the page may not copy; reached by Tab, since it can be wider than the page. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard. */}
      <pre tabIndex={0} data-summary className="overflow-x-auto rounded-lg bg-sunken p-4 text-sm text-ink-soft select-all">
        {lines}
      </pre>
    </section>
  );
}
