import { useLocale } from 'next-intl';
import { use, useEffect, useState } from 'react';
import type { MachineName } from '../_session/machine-name.ts';
import { filled } from '../_terminal/terminal-text.ts';
import { mapTexts } from '../_text/map.ts';
import { Icon } from '../_ui/icon.tsx';
import { LiveText } from '../_ui/live-text.tsx';
import { DONE_MS, NEED_MS } from '../_ui/press-times.ts';
import { useTerminalDock } from '../_workbench/terminal-dock.tsx';
import { useIsNarrow, useView } from '../_workbench/view-context.tsx';
import { LeaveFull } from './full-map.ts';

interface CommandLineProps {
  readonly machine: MachineName;
  readonly command: string;
  /** Says on which machine, where that is not plain. */
  readonly isNamed?: boolean;
  /** False where the fact is of an earlier moment, which the machine cannot show any more. */
  readonly isToRun?: boolean;
}

/** A command that shows the same fact, to be copied or run in the terminal. */
export function CommandLine({ machine, command, isNamed = false, isToRun = true }: CommandLineProps) {
  const text = mapTexts[useLocale()];
  const dock = useTerminalDock();
  const view = useView();
  const isNarrow = useIsNarrow();
  const { said, done, say } = useSaid();
  const leaveFull = use(LeaveFull);
  const named = isNamed ? `${machine} ${command}` : command;

  async function copy() {
    const isDone = await navigator.clipboard.writeText(command).then(
      () => true,
      () => false,
    );
    say(isDone ? text.run.copied : text.run.copyFailed, isDone ? 'copy' : undefined);
  }

  async function run() {
    leaveFull();
    const isTyped = await dock.run(machine, command);
    say(isTyped ? filled(text.run.sent, { machine }) : text.run.needsMachine, isTyped ? 'run' : undefined);
    if (isNarrow) view.show('machine');
  }

  return (
    <div className="map-command">
      {isNamed && <span className="mr-2 text-ink-faint">{machine}</span>}
      <code className="min-w-0 flex-1 overflow-x-auto whitespace-pre">{command}</code>
      <button type="button" aria-label={`${text.detail.copy}: ${named}`} title={text.detail.copy} onClick={() => void copy()}>
        <Icon name={done === 'copy' ? 'check' : 'copy'} size={13} />
      </button>
      {isToRun && (
        <button type="button" aria-label={`${text.detail.run}: ${named}`} title={text.detail.run} onClick={() => void run()}>
          <Icon name={done === 'run' ? 'check' : 'play'} size={13} />
        </button>
      )}
      {said !== '' && done === undefined && <span className="map-command-need">{said}</span>}
      <LiveText text={said} />
    </div>
  );
}

type Done = 'copy' | 'run';

/** What a press has come to: a mark on its button where it is done, words where it is not. Both go by themselves. */
function useSaid() {
  const [{ said, done }, setState] = useState<{ readonly said: string; readonly done?: Done | undefined }>({ said: '' });
  useEffect(() => {
    if (said === '') return;
    const timer = setTimeout(() => setState({ said: '' }), done === undefined ? NEED_MS : DONE_MS);
    return () => clearTimeout(timer);
  }, [said, done]);
  return { said, done, say: (words: string, mark: Done | undefined) => setState({ said: words, done: mark }) };
}
