import type { Terminal } from '@xterm/xterm';
import { isStill, onMotion } from '../_settings/motion.ts';
import { onTerminalSettings, terminalSettings } from './terminal-settings.ts';

export interface ComfortsOptions {
  readonly terminal: Terminal;
  readonly place: HTMLElement;
  /** The cells have another size. */
  readonly onCellSize: () => void;
}

/** What learners can set: text size, copy on select. Answers how to stop. */
export function addComforts({ terminal, place, onCellSize }: ComfortsOptions): () => void {
  const setSize = () => {
    const { fontSizePx } = terminalSettings();
    if (terminal.options.fontSize === fontSizePx) return;
    terminal.options.fontSize = fontSizePx;
    onCellSize();
  };
  const stopSettings = onTerminalSettings(setSize);
  const stopMotion = onMotion(() => {
    terminal.options.cursorBlink = !isStill();
  });
  setSize();
  const abort = new AbortController();
  // A drag may end outside; the selection is xterm's, and complete by the next task.
  place.addEventListener('pointerdown', () => watchOneDrag(terminal), { signal: abort.signal, capture: true });
  return () => {
    stopSettings();
    stopMotion();
    abort.abort();
  };
}

function watchOneDrag(terminal: Terminal): void {
  if (!terminalSettings().copyOnSelect) return;
  const copy = () => {
    if (terminal.hasSelection()) void navigator.clipboard.writeText(terminal.getSelection()).catch(() => undefined);
  };
  window.addEventListener('pointerup', () => setTimeout(copy, 0), { once: true });
}
