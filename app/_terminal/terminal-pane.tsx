'use client';

import { type Ref, useEffect, useId, useImperativeHandle, useMemo, useRef, useState } from 'react';
import type { Locale } from '../../labs/core/local-text.ts';
import type { MachineName } from '../../sandbox/driver.ts';
import { useClipboardQuestion } from './clipboard-question.tsx';
import { FindBar } from './find-bar.tsx';
import { KeyBar } from './key-bar.tsx';
import { useLinkQuestion } from './link-question.tsx';
import { usePasteQuestion } from './paste-question.tsx';
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
  const clipboard = useClipboardQuestion(text.clipboard);
  const link = useLinkQuestion(text.link);
  const paste = usePasteQuestion({ text: text.paste, onPaste: (pasted) => view?.paste(pasted) });
  const label = filled(text.label, { machine, name });
  const { handle, view, status } = useXtermView({
    place,
    path: terminalPath(sessionId, name),
    label,
    describedBy: helpId,
    onFind: () => setFinding(true),
    askForClipboard: clipboard.ask,
    onHiddenLink: link.ask,
  });
  // The same one with every drawing: the dock tells by it which panes have just come.
  const pane = useMemo<PaneHandle>(
    () => ({
      type: (typed) => handle.type(typed),
      focus: () => (questionIn(place.current) ?? handle).focus(),
      find: () => setFinding(true),
    }),
    [handle],
  );
  useImperativeHandle(ref, () => pane, [pane]);
  useEffect(() => {
    if (active) view?.show();
    else view?.hide();
  }, [active, view]);

  const isAsking = [paste.dialog, clipboard.dialog, link.dialog].some(Boolean);
  const wasAsking = useRef(false);
  useEffect(() => {
    // While a question stands, the terminal takes no focus.
    if (wasAsking.current && !isAsking) handle.focus();
    wasAsking.current = isAsking;
  }, [isAsking, handle]);

  function closeFind() {
    setFinding(false);
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
        <div onPasteCapture={paste.hold} inert={isAsking} className="absolute inset-0 py-2 pl-3">
          {/* Without padding of its own: xterm takes the whole of its place. */}
          <div ref={place} className="size-full overflow-hidden" />
        </div>
        {finding && view !== undefined && <FindBar view={view} text={text} onClose={closeFind} />}
        <TerminalControls text={text} onFind={() => setFinding(true)} onLeave={() => handle.focus()} />
        {paste.dialog}
        {clipboard.dialog}
        {link.dialog}
      </div>
      {view !== undefined && <KeyBar view={view} text={text.keys} />}
    </section>
  );
}

/** Where the focus goes while the terminal waits for an answer. */
function questionIn(place: HTMLElement | null): HTMLElement | null | undefined {
  return place?.closest('[data-terminal]')?.querySelector<HTMLElement>('[data-refuse]');
}
