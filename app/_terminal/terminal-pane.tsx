'use client';

import { type ClipboardEvent, type Ref, useEffect, useId, useImperativeHandle, useMemo, useRef, useState } from 'react';
import type { Locale } from '../../labs/core/local-text.ts';
import type { MachineName } from '../../sandbox/driver.ts';
import { manyLines } from './big-paste.ts';
import { useClipboardQuestion } from './clipboard-question.tsx';
import { FindBar } from './find-bar.tsx';
import { KeyBar } from './key-bar.tsx';
import { PasteQuestion } from './paste-question.tsx';
import { TerminalControls } from './terminal-controls.tsx';
import type { PaneHandle } from './terminal-handle.ts';
import { TerminalNotice } from './terminal-notice.tsx';
import { terminalPath } from './terminal-path.ts';
import { filled, terminalTexts } from './terminal-text.ts';
import { useXtermView } from './use-xterm-view.ts';

export interface TerminalPaneProps {
  readonly sessionId: string;
  readonly name: string;
  readonly machine: MachineName;
  readonly locale: Locale;
  /** It is in front; the others keep their connection and their screen. */
  readonly active: boolean;
  readonly ref?: Ref<PaneHandle>;
}

/** One terminal of the learner's machine. xterm itself is loaded when the pane first appears. */
export function TerminalPane({ sessionId, name, machine, locale, active, ref }: TerminalPaneProps) {
  const text = terminalTexts[locale];
  const helpId = useId();
  const place = useRef<HTMLDivElement>(null);
  const [finding, setFinding] = useState(false);
  const [question, setQuestion] = useState<{ readonly text: string; readonly lines: number }>();
  const clipboard = useClipboardQuestion({ text: text.clipboard, onAnswered: () => handle.focus() });
  const label = filled(text.label, { machine, name });
  const { handle, view, status } = useXtermView({
    place,
    path: terminalPath(sessionId, name),
    label,
    describedBy: helpId,
    onFind: () => setFinding(true),
    askForClipboard: clipboard.ask,
  });
  // The same one with every drawing: the dock tells by it which panes have just come.
  const pane = useMemo<PaneHandle>(
    () => ({ type: (typed) => handle.type(typed), focus: () => handle.focus(), find: () => setFinding(true) }),
    [handle],
  );
  useImperativeHandle(ref, () => pane, [pane]);
  useEffect(() => {
    if (active) view?.show();
    else view?.hide();
  }, [active, view]);

  function holdBigPaste(event: ClipboardEvent) {
    const pasted = event.clipboardData.getData('text/plain');
    const lines = manyLines(pasted);
    if (lines === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    setQuestion({ text: pasted, lines });
  }

  function closeFind() {
    setFinding(false);
    handle.focus();
  }

  function answer(yes: boolean) {
    if (yes && question !== undefined) view?.paste(question.text);
    setQuestion(undefined);
    handle.focus();
  }

  return (
    <section
      aria-label={label}
      data-terminal={name}
      data-terminal-state={status.connection.state}
      className="group/terminal relative flex size-full min-h-0 flex-col"
    >
      <p id={helpId} className="sr-only">
        {text.help}
      </p>
      <TerminalNotice status={status} locale={locale} onRetry={() => view?.retry()} />
      <div className="relative min-h-0 flex-1">
        <div onPasteCapture={holdBigPaste} className="absolute inset-0 py-2 pl-3">
          {/* Without padding of its own: xterm takes the whole of its place. */}
          <div ref={place} className="size-full overflow-hidden" />
        </div>
        {finding && view !== undefined && <FindBar view={view} text={text} onClose={closeFind} />}
        {question !== undefined && <PasteQuestion lines={question.lines} text={text.paste} onAnswer={answer} />}
        <TerminalControls text={text} onFind={() => setFinding(true)} onLeave={() => handle.focus()} />
        {clipboard.dialog}
      </div>
      {view !== undefined && <KeyBar view={view} text={text.keys} />}
    </section>
  );
}
