import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import type { TerminalHandle } from './terminal-handle.ts';
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
}

const SCREEN_READER_KEY = 'vethlab-screen-reader';

/** Loads xterm and keeps one view of the terminal at `path` while the component is there. */
export function useXtermView(settings: XtermViewSettings) {
  const latest = useRef(settings);
  latest.current = settings;
  const [view, setView] = useState<XtermView>();
  const [connection, setConnection] = useState<TerminalStatus['connection']>({ state: 'connecting', again: false });
  const [exitCode, setExitCode] = useState<number>();
  const [screenReaderMode, setScreenReaderMode] = useState(false);
  const pending = useMemo(() => new PendingHandle(), []);

  const { path } = settings;
  useEffect(() => {
    let isCurrent = true;
    let opened: XtermView | undefined;
    const { place, label, describedBy } = latest.current;
    const element = place.current;
    if (element === null) return;
    const isForReaders = localStorage.getItem(SCREEN_READER_KEY) === 'on';
    setScreenReaderMode(isForReaders);
    import('./xterm-view.ts')
      .then(async (module) => {
        if (!isCurrent) return;
        const created = await module.XtermView.open({
          place: element,
          url: `${location.origin.replace(/^http/, 'ws')}${path}`,
          label,
          describedBy,
          screenReaderMode: isForReaders,
          onConnection: setConnection,
          onExit: setExitCode,
          onFind: () => latest.current.onFind(),
        });
        if (!isCurrent) {
          created.dispose();
          return;
        }
        opened = created;
        pending.become(created);
        setView(created);
      })
      .catch(() => setConnection({ state: 'unloaded' }));
    return () => {
      isCurrent = false;
      pending.become(undefined);
      setView(undefined);
      opened?.dispose();
    };
  }, [path, pending]);

  function changeScreenReaderMode(isOn: boolean) {
    localStorage.setItem(SCREEN_READER_KEY, isOn ? 'on' : 'off');
    setScreenReaderMode(isOn);
    if (view !== undefined) view.screenReaderMode = isOn;
  }

  const status: TerminalStatus = { connection, exitCode };
  return { handle: pending as TerminalHandle, view, status, screenReaderMode, setScreenReaderMode: changeScreenReaderMode };
}

/** Stands for the view until it is loaded, and hands over what was asked for meanwhile. */
class PendingHandle implements TerminalHandle {
  #view: XtermView | undefined;
  #text = '';
  #wantsFocus = false;

  become(view: XtermView | undefined): void {
    this.#view = view;
    if (view === undefined) return;
    if (this.#text !== '') view.type(this.#text);
    if (this.#wantsFocus) view.focus();
    this.#text = '';
    this.#wantsFocus = false;
  }

  type(text: string): void {
    if (this.#view === undefined) this.#text += text;
    else this.#view.type(text);
  }

  focus(): void {
    if (this.#view === undefined) this.#wantsFocus = true;
    else this.#view.focus();
  }
}
