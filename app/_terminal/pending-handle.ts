import type { TerminalHandle } from './terminal-handle.ts';

/** Stands for a terminal that is still being loaded, and hands over what was asked of it meanwhile. */
export class PendingHandle implements TerminalHandle {
  #handle: TerminalHandle | undefined;
  #text = '';
  #wantsFocus = false;

  become(handle: TerminalHandle | undefined): void {
    this.#handle = handle;
    if (handle === undefined) return;
    if (this.#text !== '') handle.type(this.#text);
    if (this.#wantsFocus) handle.focus();
    this.#text = '';
    this.#wantsFocus = false;
  }

  type(text: string): void {
    if (this.#handle === undefined) this.#text += text;
    else this.#handle.type(text);
  }

  focus(): void {
    if (this.#handle === undefined) this.#wantsFocus = true;
    else this.#handle.focus();
  }
}
