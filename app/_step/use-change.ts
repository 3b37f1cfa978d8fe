'use client';

import { useEffect, useRef, useState } from 'react';
import type { LocalText } from '../../labs/core/local-text.ts';
import type { Failed } from '../../labs/core/verdict.ts';

/** A container that is being made has half a network for a moment: what stands no longer than this was no state of things. */
const SETTLED_MS = 1500;
/** Long enough to look up from the terminal, short enough that nobody takes it for the state of things. */
const SHOWN_MS = 8000;

export type Layer = 'expected' | 'found' | 'look';
export type Layers = Readonly<Record<Layer, LocalText>>;

interface Said {
  readonly text: string;
  readonly layers: Layers;
  /** By the page's clock, milliseconds. */
  readonly since: number;
}

/** What the layers said before they changed, as far as it stood for a while; for a moment after the change. */
export function useChange({ expected, found, look }: Failed): Layers | undefined {
  const text = JSON.stringify([expected, found, look]);
  const last = useRef<Said>({ text, layers: { expected, found, look }, since: 0 });
  const settled = useRef(last.current);
  const [before, setBefore] = useState<Layers>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: every view brings the same texts as other objects.
  useEffect(() => {
    if (last.current.text === text) return;
    const since = performance.now();
    if (since - last.current.since >= SETTLED_MS) settled.current = last.current;
    last.current = { text, layers: { expected, found, look }, since };
    setBefore(settled.current.text === text ? undefined : settled.current.layers);
    const timer = setTimeout(() => setBefore(undefined), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return before;
}
