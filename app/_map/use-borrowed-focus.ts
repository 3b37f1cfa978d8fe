import { type RefObject, useLayoutEffect } from 'react';

/**
 * What opens by keyboard has the focus while it is there, and gives it back to what it was opened from. What opens by mouse leaves
 * the focus alone.
 */
export function useBorrowedFocus(frame: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const { current } = frame;
    const from = document.activeElement;
    if (current === null || !isOnMap(from)) return;
    if (from.matches(':focus-visible')) current.focus();
    return () => {
      if (!current.contains(document.activeElement)) return;
      const map = document.querySelector<HTMLElement>('[data-map] .react-flow__node[tabindex="0"]');
      (from.isConnected ? from : map)?.focus();
    };
  }, [frame]);
}

function isOnMap(element: Element | null): element is HTMLElement | SVGElement {
  return (element instanceof HTMLElement || element instanceof SVGElement) && element.closest('[data-map]') !== null;
}
