'use client';

import { useEffect, useState } from 'react';
import type { Answer } from '../_session/answer.ts';

export interface Asked<Value> {
  /** Undefined until there is one. */
  readonly answer: Answer<Value> | undefined;
  again(): void;
}

/** Asks once the page is there, and again when that is wished. `key` names what is asked for. */
export function useAnswer<Value>(key: string, ask: () => Promise<Answer<Value>>): Asked<Value> {
  const [known, setKnown] = useState<{ readonly key: string; readonly answer: Answer<Value> }>();
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` says what `ask` asks for; the function is another at each drawing.
  useEffect(() => {
    let isOver = false;
    void ask().then((answer) => {
      if (!isOver) setKnown({ key, answer });
    });
    return () => {
      isOver = true;
    };
  }, [key, attempt]);
  return {
    answer: known?.key === key ? known.answer : undefined,
    again: () => {
      setKnown(undefined);
      setAttempt(attempt + 1);
    },
  };
}
