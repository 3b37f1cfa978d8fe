'use client';

import { useEffect, useRef } from 'react';
import { dialogThatIsOpen, isAnswering } from '../_commands/open-dialog.ts';
import { press } from '../_commands/press.ts';
import { type Shortcut, shortcutOf } from '../_commands/shortcuts.ts';
import { focusLesson, rememberLessonPlace } from '../_commands/show-side.ts';
import { offerWorkbench, type Workbench } from '../_commands/workbench.ts';
import { useSessionStore } from '../_session/session-context.tsx';
import type { StepEntry } from '../_step/step-state.ts';
import { useTerminalDock } from './terminal-dock.tsx';
import { useView } from './view-context.tsx';

interface KeyboardShortcutsProps {
  readonly lab: string;
  readonly steps: readonly StepEntry[];
  readonly current: string | undefined;
}

const controls: Readonly<Partial<Record<Shortcut, string>>> = {
  next: '[data-nav="next"]',
  previous: '[data-nav="previous"]',
  check: '[data-check-now]',
};

/** The keys of a lab's page, and what its commands need. Shows nothing. */
export function KeyboardShortcuts(lab: KeyboardShortcutsProps) {
  const bench: Workbench = { ...lab, store: useSessionStore(), dock: useTerminalDock(), view: useView() };
  const latest = useRef(bench);
  latest.current = bench;
  useEffect(() => offerWorkbench(() => latest.current), []);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => act(event, latest.current);
    // Captured, since a terminal keeps the keys it is given.
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, []);
  return null;
}

function act(event: KeyboardEvent, bench: Workbench): void {
  const name = shortcutOf(event, isInTerminal(event.target) ? 'terminal' : 'page');
  const control = name && controls[name];
  const isBarred = dialogThatIsOpen() !== undefined || isAnswering();
  if (isBarred || (name !== 'side' && control === undefined)) return;
  event.preventDefault();
  event.stopPropagation();
  if (event.repeat) return;
  if (control === undefined) changeSide(bench);
  else press(control);
}

/** From the lesson to the terminal in front (or to the button that starts a machine), and back to where one was. */
function changeSide({ dock, view }: Workbench): void {
  const isThere = document.getElementById('machine')?.contains(document.activeElement);
  if (!isThere) rememberLessonPlace();
  view.show(isThere ? 'lesson' : 'machine');
  requestAnimationFrame(() => {
    if (isThere) focusLesson();
    else if (dock.active && document.querySelector('[data-tab]')) dock.focus();
    else document.getElementById('start-machine')?.focus();
  });
}

function isInTerminal(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('.xterm') !== null;
}
