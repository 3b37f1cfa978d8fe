'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Button } from '../_ui/button.tsx';
import { type Command, commandsOf } from './command-history.ts';
import { JumpList } from './jump-list.tsx';
import type { Timeline } from './timeline.ts';

interface CommandListProps {
  readonly timeline: Timeline;
  readonly onJump: (seconds: number) => void;
}

/** The commands that the recording shows. */
export function CommandList({ timeline, onJump }: CommandListProps) {
  const t = useTranslations('replay.commands');
  const commands = useCommands(timeline);
  const [isCopied, setIsCopied] = useState(false);
  const copy = async () => {
    const text = commands?.map((command) => command.text).join('\n') ?? '';
    setIsCopied(
      await navigator.clipboard.writeText(text).then(
        () => true,
        () => false,
      ),
    );
  };
  return (
    <section className="space-y-2">
      <div className="flex items-center justify-between gap-3">
        <h2 className="text-md font-semibold">{t('title')}</h2>
        {commands !== undefined && commands.length > 0 && (
          <Button size="sm" onClick={() => void copy()}>
            {t('copy')}
          </Button>
        )}
      </div>
      <p role="status" className="text-sm text-ink-faint">
        {commands === undefined && t('reading')}
        {commands?.length === 0 && t('none')}
        {commands !== undefined && commands.length > 0 && t(isCopied ? 'copied' : 'lead')}
      </p>
      <JumpList
        entries={(commands ?? []).map(({ at, text }) => ({ at, label: <code className="text-sm">{text}</code> }))}
        name="command"
        onJump={onJump}
      />
    </section>
  );
}

function useCommands(timeline: Timeline): readonly Command[] | undefined {
  const [commands, setCommands] = useState<readonly Command[]>();
  useEffect(() => {
    let isOver = false;
    void readCommands(timeline).then((read) => {
      if (!isOver) setCommands(read);
    });
    return () => {
      isOver = true;
    };
  }, [timeline]);
  return commands;
}

/** Follows the output with a terminal that nobody sees. */
async function readCommands(timeline: Timeline): Promise<readonly Command[]> {
  const { Terminal } = await import('@xterm/xterm');
  const terminal = new Terminal({ cols: timeline.cols, rows: timeline.rows, allowProposedApi: true });
  try {
    return await commandsOf(timeline, terminal);
  } finally {
    terminal.dispose();
  }
}
