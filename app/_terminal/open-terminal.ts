import { connectionTo } from './connection.ts';
import type { XtermView, XtermViewOptions } from './xterm-view.ts';

export interface OpenTerminalOptions extends Omit<XtermViewOptions, 'socket' | 'relay'> {
  /** The socket's path on this server. */
  readonly path: string;
  readonly onView: (view: XtermView) => void;
  /** xterm could not be loaded. */
  readonly onFailure: () => void;
}

/** Connects, and meanwhile loads xterm and fonts. Answers how to end it, at any moment. */
export function openTerminal({ path, onView, onFailure, ...options }: OpenTerminalOptions): () => void {
  const connection = connectionTo(path);
  const { socket, relay } = connection;
  let view: XtermView | undefined;
  let isOver = false;
  connection.size = () => view?.size;
  import('./xterm-view.ts')
    .then((module) => module.XtermView.open({ ...options, socket, relay }))
    .then((opened) => {
      view = opened;
      if (isOver) opened.dispose();
      else onView(opened);
    })
    .catch(() => isOver || onFailure());
  return () => {
    isOver = true;
    socket.close();
    view?.dispose();
  };
}
