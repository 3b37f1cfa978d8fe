/** What the rest of the page may do with a terminal. */
export interface TerminalHandle {
  /** As if typed; waits for a shell that listens. */
  type(text: string): void;
  focus(): void;
}

/** What it may do with a terminal's pane. */
export interface PaneHandle extends TerminalHandle {
  /** Opens the field that finds text in the output. */
  find(): void;
}
