import xterm from '@xterm/headless';
import { describe, expect, test } from 'vitest';
import { commandsOf } from '../../../app/_replay/command-history.ts';
import { type Timeline, timeText } from '../../../app/_replay/timeline.ts';
import type { CastEvent } from '../../../server/protocol/cast.ts';

function timeline(...events: CastEvent[]): Timeline {
  return { cols: 40, rows: 6, events, seconds: events.at(-1)?.[0] ?? 0 };
}

async function commands(of: Timeline): Promise<string[]> {
  const terminal = new xterm.Terminal({ cols: of.cols, rows: of.rows, allowProposedApi: true });
  return (await commandsOf(of, terminal)).map(({ at, text }) => `${at} ${text}`);
}

const PROMPT = '\x1b[01;32mroot@host\x1b[00m:\x1b[01;34m~\x1b[00m# ';

describe('The commands of a recording', () => {
  test('are what stands behind a prompt when Enter comes', async () => {
    const of = timeline(
      [0, 'o', PROMPT],
      [1, 'o', 'ip a'],
      [2, 'o', '\r\n1: lo: <LOOPBACK>\r\n'],
      [2, 'o', PROMPT],
      [3, 'o', 'docker ps\r\n'],
      [3, 'o', PROMPT],
    );
    expect(await commands(of)).toEqual(['2 ip a', '3 docker ps']);
  });

  test('come out as they were entered, whatever was corrected on the way', async () => {
    const of = timeline([0, 'o', `${PROMPT}dcoker`], [1, 'o', '\b\x1b[K\b\x1b[K\b\x1b[K\b\x1b[K\b\x1b[Kocker ps\r\n']);
    expect(await commands(of)).toEqual(['1 docker ps']);
  });

  test('are whole when they took several rows', async () => {
    const long = `docker run -d --name web -p 8080:80 nginx ${'x'.repeat(60)}`;
    expect(await commands(timeline([0, 'o', PROMPT], [1, 'o', `${long}\r\n`]))).toEqual([`1 ${long}`]);
  });

  test('are found in a container’s shell, and not in a full-screen program or in output', async () => {
    const of = timeline(
      [0, 'o', '/ # ping -c1 172.17.0.3\r\n64 bytes # no prompt\r\n'],
      [1, 'o', `\x1b[?1049h${PROMPT}not this\r\n\x1b[?1049l`],
      [2, 'o', 'root@0c2d1a5b3f4e:/# hostname\r\n'],
    );
    expect(await commands(of)).toEqual(['0 ping -c1 172.17.0.3', '2 hostname']);
  });
});

describe('A time', () => {
  test('is said as clocks say it', () => {
    expect([0, 65.9, 3723].map(timeText)).toEqual(['0:00', '1:05', '1:02:03']);
  });
});
