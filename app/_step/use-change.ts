'use client';

import { useEffect, useRef, useState } from 'react';
import type { LocalText } from '../../labs/core/local-text.ts';
import type { Failed } from '../../labs/core/verdict.ts';

/** Long enough to look up from the terminal, short enough that nobody takes it for the state of things. */
const SHOWN_MS = 8000;

export type Layer = 'expected' | 'found' | 'look';
export type Layers = Readonly<Record<Layer, LocalText>>;

/** What the layers said before their latest change, for a moment after it. */
export function useChange({ expected, found, look }: Failed): Layers | undefined {
  const text = JSON.stringify([expected, found, look]);
  const last = useRef({ text, layers: { expected, found, look } });
  const [before, setBefore] = useState<Layers>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: every view brings the same texts as other objects.
  useEffect(() => {
    if (last.current.text === text) return;
    setBefore(last.current.layers);
    last.current = { text, layers: { expected, found, look } };
    const timer = setTimeout(() => setBefore(undefined), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return before;
}
