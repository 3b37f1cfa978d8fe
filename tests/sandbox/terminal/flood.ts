import { createHash } from 'node:crypto';
import type { ShellView } from './shell-view.ts';

const NUMBERS = 2_500_000;
const PAUSE_EVERY_BYTES = 1_000_000;

/** A command that prints 20 MB in which every byte knows its place. */
export const FLOOD = `awk 'BEGIN { for (i = 0; i < ${NUMBERS}; i++) printf "%07d ", i }'`;

/** The digest of what it prints. */
export function floodDigest(): string {
  return digestOf(Array.from({ length: NUMBERS }, (_, index) => `${String(index).padStart(7, '0')} `).join(''));
}

export function digestOf(text: string): string {
  return `${text.length} ${createHash('sha256').update(text).digest('hex')}`;
}

/** Makes the shell wait for a moment now and then, as a browser that falls behind does. */
export function pauseNowAndThen(shell: ShellView): void {
  let pausedAt = 0;
  shell.onChunk(() => {
    if (shell.printed - pausedAt < PAUSE_EVERY_BYTES) return;
    pausedAt = shell.printed;
    shell.terminal.pause();
    setImmediate(() => shell.terminal.resume());
  });
}
