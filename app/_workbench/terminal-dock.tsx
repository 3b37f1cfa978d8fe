'use client';

import { createContext, type ReactNode, use, useEffect, useMemo, useRef, useState } from 'react';
import type { SessionView } from '../../server/protocol/session-view.ts';
import type { MachineName } from '../_session/machine-name.ts';
import { useSession, useSessionStore } from '../_session/session-context.tsx';
import type { SessionStore } from '../_session/session-store.ts';
import type { PaneHandle } from '../_terminal/terminal-handle.ts';

export type OpenTerminal = SessionView['terminals'][number];

export interface TerminalDock {
  /** The terminal in front. */
  readonly active: OpenTerminal | undefined;
  activate(name: string): void;
  /** Brings it to the front and has it focused. */
  goTo(name: string): void;
  /** Types a command and Enter into a terminal of that machine, opening one if need be. False where no machine is ready. */
  run(machine: MachineName, command: string): Promise<boolean>;
  focus(): void;
  /** Opens one more terminal on that machine, in front and focused. */
  open(machine: MachineName): Promise<void>;
  /** Closes it, and has the one that comes to the front focused. */
  close(name: string): Promise<void>;
  /** Lets one find text in the output of the terminal in front. */
  find(): void;
  /** The next pane to come is focused: its machine was just asked for. */
  focusNext(): void;
  /** Called by a pane as it comes and goes. */
  attach(name: string, handle: PaneHandle | null): void;
}

const DockContext = createContext<TerminalDock | undefined>(undefined);

/** Knows the open terminals and which is in front, so that a lesson can type into them. */
export function TerminalDockProvider({ children }: { readonly children: ReactNode }) {
  const store = useSessionStore();
  const { session } = useSession();
  const [chosen, setChosen] = useState<string>();
  const [panes] = useState(() => new Panes());
  const active = session?.terminals.find(({ name }) => name === chosen) ?? session?.terminals[0];
  const front = useRef(active);
  front.current = active;

  // What was behind can have the focus only once it is drawn in front.
  useEffect(() => panes.cameToFront(active?.name), [active?.name, panes]);

  const dock = useMemo<TerminalDock>(() => {
    const goTo = (name: string) => {
      panes.focusInFront(name);
      setChosen(name);
      panes.cameToFront(front.current?.name);
    };
    return {
      active,
      activate: setChosen,
      goTo,
      attach: panes.attach,
      focus: () => panes.focus(front.current?.name),
      focusNext: panes.focusNext,
      find: () => panes.find(front.current?.name),
      async open(machine) {
        const name = await store.openTerminal(machine);
        if (name !== undefined) goTo(name);
      },
      async close(name) {
        await store.closeTerminal(name);
        // Its button went with it, and the focus with the button.
        requestAnimationFrame(() => panes.focus(front.current?.name));
      },
      async run(machine, command) {
        const name = await terminalOn(machine, { store, front: front.current });
        if (name === undefined) return false;
        setChosen(name);
        panes.type(name, `${command.replaceAll('\n', '\r')}\r`);
        return true;
      },
    };
  }, [active, panes, store]);
  return <DockContext value={dock}>{children}</DockContext>;
}

export function useTerminalDock(): TerminalDock {
  const dock = use(DockContext);
  if (dock === undefined) throw new Error('useTerminalDock outside a TerminalDockProvider');
  return dock;
}

interface Choice {
  readonly store: SessionStore;
  readonly front: OpenTerminal | undefined;
}

async function terminalOn(machine: MachineName, { store, front }: Choice): Promise<string | undefined> {
  const { session } = store.state;
  if (session?.machine.state !== 'ready') return undefined;
  if (front?.machine === machine) return front.name;
  const open = session.terminals.find((terminal) => terminal.machine === machine);
  return open?.name ?? (await store.openTerminal(machine));
}

/** The panes on the page. What is typed for one that is still to come waits for it. */
class Panes {
  readonly #handles = new Map<string, PaneHandle>();
  readonly #waiting = new Map<string, string>();
  readonly #known = new WeakSet<PaneHandle>();
  #wantsFocus = false;
  #inFront: string | undefined;

  focusNext = (): void => {
    this.#wantsFocus = true;
  };

  focusInFront(name: string): void {
    this.#inFront = name;
  }

  cameToFront(name: string | undefined): void {
    if (name === undefined || name !== this.#inFront) return;
    this.#inFront = undefined;
    // One that was just opened may have yet to be drawn.
    if (this.#handles.has(name)) this.focus(name);
    else this.#wantsFocus = true;
  }

  attach = (name: string, handle: PaneHandle | null): void => {
    if (handle === null) {
      this.#handles.delete(name);
      return;
    }
    this.#handles.set(name, handle);
    // A pane is attached anew with every drawing; only the first time it has just come.
    if (!this.#known.has(handle)) this.#welcome(handle);
    const text = this.#waiting.get(name);
    this.#waiting.delete(name);
    if (text !== undefined) handle.type(text);
  };

  #welcome(handle: PaneHandle): void {
    this.#known.add(handle);
    if (this.#wantsFocus) handle.focus();
    this.#wantsFocus = false;
  }

  type(name: string, text: string): void {
    const handle = this.#handles.get(name);
    if (handle === undefined) this.#waiting.set(name, (this.#waiting.get(name) ?? '') + text);
    else handle.type(text);
  }

  find(name: string | undefined): void {
    if (name !== undefined) this.#handles.get(name)?.find();
  }

  focus(name: string | undefined): void {
    if (name !== undefined) this.#handles.get(name)?.focus();
  }
}
