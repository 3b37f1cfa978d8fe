'use client';

import { useEffect, useRef } from 'react';
import { useTerminalDock } from './terminal-dock.tsx';
import { useView } from './view-context.tsx';

/** Presses what is on the page, so that a key does exactly what a click does. */
function press(selector: string): void {
  document.querySelector<HTMLElement>(selector)?.click();
}

const altKeys: Readonly<Record<string, string>> = {
  Period: '[data-nav="next"]',
  Comma: '[data-nav="previous"]',
  Enter: '[data-check-now]',
};

/** By `event.code`, so that they work with a Korean input method on, too. Shows nothing. */
export function KeyboardShortcuts() {
  const dock = useTerminalDock();
  const view = useView();
  const latest = useRef({ dock, view });
  latest.current = { dock, view };

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.code === 'Backquote' && event.ctrlKey && !event.altKey) changeSide(event, latest.current);
      else if (event.altKey && !event.ctrlKey && !isInTerminal(event.target)) pressFor(event);
    }
    // Captured, since a terminal keeps the keys it is given.
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, []);
  return null;
}

function pressFor(event: KeyboardEvent): void {
  const selector = altKeys[event.code];
  if (selector === undefined) return;
  event.preventDefault();
  press(selector);
}

interface Workbench {
  readonly dock: ReturnType<typeof useTerminalDock>;
  readonly view: ReturnType<typeof useView>;
}

/** From the lesson to the terminal in front (or to the button that starts a machine), and back. */
function changeSide(event: KeyboardEvent, { dock, view }: Workbench): void {
  event.preventDefault();
  event.stopPropagation();
  const isThere = document.getElementById('machine')?.contains(document.activeElement);
  view.show(isThere ? 'lesson' : 'machine');
  requestAnimationFrame(() => {
    if (isThere) document.getElementById('lesson')?.focus();
    else if (dock.active && document.querySelector('[data-tab]')) dock.focus();
    else document.getElementById('start-machine')?.focus();
  });
}

function isInTerminal(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('.xterm') !== null;
}
