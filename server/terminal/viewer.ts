import type { TerminalSize } from '../../sandbox/driver.ts';
import type { CloseReason } from '../protocol/close-reasons.ts';

/** What a page is told when it joins a terminal. */
export interface Beginning {
  /** Names this run of the shell. */
  readonly shell: string;
  /** Where `output` begins. */
  readonly offset: number;
  readonly size: TerminalSize;
  /** Stands for everything before `offset`; undefined where the page has that already. */
  readonly repaint: readonly Buffer[] | undefined;
  readonly output: Buffer;
}

/** How far a page that was here before has got. */
export interface Position {
  readonly shell: string;
  readonly offset: number;
}

/** One page, as the terminal sees it. */
export interface Viewer {
  /** The shell waits while any viewer is. */
  readonly isBehind: boolean;
  begin(beginning: Beginning): void;
  output(bytes: Buffer): void;
  resized(size: TerminalSize): void;
  exited(exitCode: number): void;
  restarted(start: Pick<Beginning, 'shell' | 'offset'>): void;
  close(reason: CloseReason): void;
}
