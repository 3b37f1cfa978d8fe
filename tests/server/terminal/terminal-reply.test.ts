import { describe, expect, test } from 'vitest';
import { isReply } from '../../../server/terminal/terminal-reply.ts';
import { pageTerminal, write } from './screen-state.ts';

describe('isReply', () => {
  test.each([
    ['device attributes', '\x1b[c'],
    ['more device attributes', '\x1b[>c'],
    ['the cursor', '\x1b[6n'],
    ['the status', '\x1b[5n'],
    ['a mode', '\x1b[?2004$p'],
    ['a setting', '\x1bP$qm\x1b\\'],
  ])('knows what xterm answers when asked for %s', async (_, question) => {
    const terminal = pageTerminal({ cols: 80, rows: 24 });
    const answers: string[] = [];
    terminal.onData((text) => answers.push(text));
    await write(terminal, question);
    terminal.dispose();
    expect(answers).not.toEqual([]);
    for (const answer of answers) expect(isReply(Buffer.from(answer))).toBe(true);
  });

  test.each(['ls\r', '\x1b', '\x1b[A', '\x1bOP', '\x1b[15~', '\x1b[200~\x1b[1;1R\x1b[201~', '한글', '\x1b[<0;1;1M'])(
    'takes %j for something that a person does',
    (keys) => expect(isReply(Buffer.from(keys))).toBe(false),
  );
});
