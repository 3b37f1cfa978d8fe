'use client';

import { useTranslations } from 'next-intl';
import { type MouseEvent, type ReactNode, useState } from 'react';
import { LiveText } from '../_ui/live-text.tsx';
import { DONE_MS, NEED_MS } from '../_ui/press-times.ts';
import { useTerminalDock } from '../_workbench/terminal-dock.tsx';
import { useView } from '../_workbench/view-context.tsx';

/** One listener brings every command block inside it to life: copy, and run in the right terminal. */
export function LessonActions({ children }: { readonly children: ReactNode }) {
  const t = useTranslations('machine.run');
  const dock = useTerminalDock();
  const view = useView();
  const [said, setSaid] = useState('');

  async function copy(command: string): Promise<boolean> {
    const isDone = await navigator.clipboard.writeText(command).then(
      () => true,
      () => false,
    );
    setSaid(t(isDone ? 'copied' : 'copyFailed'));
    return isDone;
  }

  async function run(block: HTMLElement): Promise<boolean> {
    const { command = '', machine } = block.dataset;
    if (machine !== 'host' && machine !== 'client') return false;
    const isTyped = await dock.run(machine, command);
    setSaid(isTyped ? t('sent', { machine }) : t('needsMachine'));
    view.show('machine');
    if (isTyped) return true;
    showNeed(block, t('needsMachine'));
    document.getElementById('start-machine')?.focus();
    return false;
  }

  async function onClick(event: MouseEvent) {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-action]') : null;
    const block = button?.closest<HTMLElement>('[data-command]');
    if (!button || !block) return;
    const isDone = await (button.dataset.action === 'copy' ? copy(block.dataset.command ?? '') : run(block));
    if (isDone) showDone(button);
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the listener serves real buttons inside, which have keys of their own.
    // biome-ignore lint/a11y/useKeyWithClickEvents: as above.
    <div onClick={(event) => void onClick(event)}>
      {children}
      <LiveText text={said} />
    </div>
  );
}

function showDone(button: HTMLElement): void {
  button.dataset.done = '';
  setTimeout(() => delete button.dataset.done, DONE_MS);
}

/** For the eye; a screen reader is told by the live text. */
function showNeed(block: HTMLElement, need: string): void {
  block.dataset.need = need;
  setTimeout(() => delete block.dataset.need, NEED_MS);
}
