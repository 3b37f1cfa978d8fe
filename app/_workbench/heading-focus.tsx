'use client';

import { useEffect, useRef } from 'react';
import { useView } from './view-context.tsx';

/** Another step has the focus at its heading: the link that led there is gone. Shows nothing, and leaves the first page alone. */
export function HeadingFocus({ step }: { readonly step: string | undefined }) {
  const { show } = useView();
  const shown = useRef(step);
  useEffect(() => {
    if (shown.current === step) return;
    shown.current = step;
    show('lesson');
    const frame = requestAnimationFrame(() => {
      const heading = document.querySelector<HTMLElement>('#lesson h1');
      heading?.setAttribute('tabindex', '-1');
      heading?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frame);
  }, [step, show]);
  return null;
}
