import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import type { ClipboardWish, ConsentAnswer } from './clipboard-consent.ts';
import { openTerminal } from './open-terminal.ts';
import { PendingHandle } from './pending-handle.ts';
import type { TerminalHandle } from './terminal-handle.ts';
import { terminalSettings, useTerminalSettings } from './terminal-settings.ts';
import type { ConnectionState } from './terminal-socket.ts';
import type { XtermView } from './xterm-view.ts';

/** What the pane tells about its terminal. */
export interface TerminalStatus {
  readonly connection: ConnectionState | { readonly state: 'unloaded' };
  /** Set while the shell has ended and no new one runs. */
  readonly exitCode: number | undefined;
}

export interface XtermViewSettings {
  readonly place: RefObject<HTMLDivElement | null>;
  /** The socket's path on this server. */
  readonly path: string;
  readonly label: string;
  readonly describedBy: string;
  readonly onFind: () => void;
  readonly askForClipboard: (wish: ClipboardWish) => Promise<ConsentAnswer>;
  readonly onHiddenLink: (address: string) => void;
}

/** Loads xterm and keeps one view of the terminal at `path` while the component is there. */
export function useXtermView(settings: XtermViewSettings) {
  const latest = useRef(settings);
  latest.current = settings;
  const [view, setView] = useState<XtermView>();
  const [connection, setConnection] = useState<TerminalStatus['connection']>({ state: 'connecting', again: false });
  const [exitCode, setExitCode] = useState<number>();
  const { screenReaderMode } = useTerminalSettings();
  const pending = useMemo(() => new PendingHandle(), []);

  const { path } = settings;
  useEffect(() => {
    const { place, label, describedBy } = latest.current;
    if (place.current === null) return;
    const end = openTerminal({
      path,
      place: place.current,
      label,
      describedBy,
      screenReaderMode: terminalSettings().screenReaderMode,
      onConnection: setConnection,
      onExit: setExitCode,
      onFind: () => latest.current.onFind(),
      askForClipboard: (wish) => latest.current.askForClipboard(wish),
      onHiddenLink: (address) => latest.current.onHiddenLink(address),
      onFailure: () => setConnection({ state: 'unloaded' }),
      onView(opened) {
        pending.become(opened);
        setView(opened);
      },
    });
    return () => {
      pending.become(undefined);
      setView(undefined);
      end();
    };
  }, [path, pending]);

  useEffect(() => {
    if (view !== undefined) view.screenReaderMode = screenReaderMode;
  }, [view, screenReaderMode]);

  const status: TerminalStatus = { connection, exitCode };
  return { handle: pending as TerminalHandle, view, status };
}
