/** What the rest of the page may do with a terminal. */
export interface TerminalHandle {
  /** As if typed; waits for a shell that listens. */
  type(text: string): void;
  focus(): void;
}
