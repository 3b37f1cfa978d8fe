'use client';

import { useEffect, useState } from 'react';

/** A frame or two, so that the prompt is on the screen before anything else has the processor. */
const BREATH_MS = 100;
/** A page may never get to a terminal: its machine is full, its code is not reached. */
const LONGEST_WAIT_MS = 1500;

const drawn = Promise.withResolvers<void>();

/** The page's first terminal shows what is on it. */
export function firstScreenDrawn(): void {
  setTimeout(drawn.resolve, BREATH_MS);
}

/** For what a learner does not need before the first prompt: menus, drawing on the graphics card, the terminals behind. */
export function afterFirstScreen(): Promise<void> {
  return Promise.race([drawn.promise, new Promise<void>((resolve) => setTimeout(resolve, LONGEST_WAIT_MS))]);
}

/** False until then. */
export function useFirstScreen(): boolean {
  const [isDrawn, setDrawn] = useState(false);
  useEffect(() => {
    void afterFirstScreen().then(() => setDrawn(true));
  }, []);
  return isDrawn;
}
