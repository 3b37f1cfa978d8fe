import { useId, useRef } from 'react';
import type { CheckText } from './check-text.ts';
import { hangulOutcome, type Outcome } from './outcome.ts';

interface HangulFieldProps {
  readonly text: CheckText['checks']['ime'];
  readonly onOutcome: (outcome: Outcome) => void;
}

/** A field to type a syllable into: it tells what came, and whether an input method made it. */
export function HangulField({ text, onOutcome }: HangulFieldProps) {
  const id = useId();
  const wasComposed = useRef(false);

  function look(value: string) {
    const outcome = hangulOutcome(value, wasComposed.current);
    if (outcome !== undefined) onOutcome({ ...outcome, facts: { text: value } });
  }

  return (
    <div>
      <label htmlFor={id} className="block text-sm">
        {text.label}
      </label>
      <input
        id={id}
        maxLength={10}
        autoComplete="off"
        onCompositionStart={() => {
          wasComposed.current = true;
        }}
        onCompositionEnd={(event) => look(event.currentTarget.value)}
        onInput={(event) => look(event.currentTarget.value)}
        className="mt-1 h-9 w-40 rounded-md border border-control bg-surface px-3 text-md text-ink"
      />
    </div>
  );
}
