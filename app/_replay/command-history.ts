import type { Timeline } from './timeline.ts';

export interface Command {
  /** When it was entered, on the timeline. */
  readonly at: number;
  readonly text: string;
}

/** What is used of xterm.js: it need not be on a page to follow output. */
export interface FollowingTerminal {
  readonly buffer: {
    readonly active: {
      readonly type: 'normal' | 'alternate';
      readonly baseY: number;
      readonly cursorY: number;
      getLine(y: number): { readonly isWrapped: boolean; translateToString(trimRight?: boolean): string } | undefined;
    };
  };
  write(data: string, callback?: () => void): void;
  resize(cols: number, rows: number): void;
  onLineFeed(listener: () => void): unknown;
}

/** Shells of the machine and of its containers: `root@host:~# `, `/ # `. */
const PROMPT = /^(?:[\w.-]+@[\w.-]+:[^\s#$]*[#$]|(?:\/|~)[^\s#$]* [#$]) (.+)$/;

/**
 * The commands of a recording: what stood behind a prompt when the line was left. Read from the screen, as the learner saw
 * it, so that corrections and recalled lines come out as they were entered. Nothing of this is kept.
 */
export async function commandsOf(timeline: Timeline, terminal: FollowingTerminal): Promise<Command[]> {
  const commands: Command[] = [];
  let now = 0;
  terminal.onLineFeed(() => {
    const text = PROMPT.exec(leftLine(terminal))?.[1]?.trim();
    if (text !== undefined && text !== '') commands.push({ at: now, text });
  });
  for (const [at, code, data] of timeline.events) {
    if (code === 'r') {
      const [cols = 80, rows = 24] = data.split('x').map(Number);
      terminal.resize(cols, rows);
    } else if (code === 'o') {
      now = at;
      await new Promise<void>((resolve) => terminal.write(data, resolve));
    }
  }
  return commands;
}

/** The whole line that the cursor has just left, over as many rows as it took. */
function leftLine({ buffer: { active } }: FollowingTerminal): string {
  if (active.type === 'alternate') return '';
  let row = active.baseY + active.cursorY - 1;
  let text = active.getLine(row)?.translateToString(true) ?? '';
  while (row > 0 && active.getLine(row)?.isWrapped) {
    row -= 1;
    text = (active.getLine(row)?.translateToString(false) ?? '') + text;
  }
  return text;
}
