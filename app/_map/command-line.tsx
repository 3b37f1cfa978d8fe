import { useLocale } from 'next-intl';
import { useState } from 'react';
import type { MachineName } from '../_session/machine-name.ts';
import { filled } from '../_terminal/terminal-text.ts';
import { mapTexts } from '../_text/map.ts';
import { Icon } from '../_ui/icon.tsx';
import { LiveText } from '../_ui/live-text.tsx';
import { useTerminalDock } from '../_workbench/terminal-dock.tsx';
import { useIsNarrow, useView } from '../_workbench/view-context.tsx';

interface CommandLineProps {
  readonly machine: MachineName;
  readonly command: string;
  /** Says on which machine, where that is not plain. */
  readonly isNamed?: boolean;
}

/** A command that shows the same fact, to be copied or run in the terminal. */
export function CommandLine({ machine, command, isNamed = false }: CommandLineProps) {
  const text = mapTexts[useLocale()];
  const dock = useTerminalDock();
  const view = useView();
  const isNarrow = useIsNarrow();
  const [said, setSaid] = useState('');
  const named = isNamed ? `${machine} ${command}` : command;

  async function copy() {
    const isDone = await navigator.clipboard.writeText(command).then(
      () => true,
      () => false,
    );
    setSaid(isDone ? text.run.copied : text.run.copyFailed);
  }

  async function run() {
    const isTyped = await dock.run(machine, command);
    setSaid(isTyped ? filled(text.run.sent, { machine }) : text.run.needsMachine);
    if (isNarrow) view.show('machine');
  }

  return (
    <div className="map-command">
      {isNamed && <span className="mr-2 text-ink-faint">{machine}</span>}
      <code className="min-w-0 flex-1 overflow-x-auto whitespace-pre">{command}</code>
      <button type="button" aria-label={`${text.detail.copy}: ${named}`} title={text.detail.copy} onClick={() => void copy()}>
        <Icon name="copy" size={13} />
      </button>
      <button type="button" aria-label={`${text.detail.run}: ${named}`} title={text.detail.run} onClick={() => void run()}>
        <Icon name="play" size={13} />
      </button>
      <LiveText text={said} />
    </div>
  );
}
