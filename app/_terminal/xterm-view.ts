import '@xterm/xterm/css/xterm.css';
import { SHELL_RESTART_SEQUENCE } from '../../server/protocol/messages.ts';
import type { ClipboardWish, ConsentAnswer } from './clipboard-consent.ts';
import { addComforts } from './comforts.ts';
import { createXterm, loadHangul, loadLatin, type Xterm } from './create-xterm.ts';
import { afterFirstScreen, firstScreenDrawn } from './first-screen.ts';
import { Presence } from './presence.ts';
import { RepaintGate } from './repaint-gate.ts';
import type { SinkRelay } from './sink-relay.ts';
import { TerminalKeys } from './terminal-keys.ts';
import type { ConnectionState, TerminalSink, TerminalSize, TerminalSocket } from './terminal-socket.ts';
import { currentTheme, onThemeChange } from './terminal-theme.ts';
import type { XtermExtras } from './xterm-extras.ts';
import { XtermSizer } from './xterm-sizer.ts';

/** Resets xterm in the order of its output, unlike its `reset()`, which would overtake what it has yet to show. */
const FULL_RESET = '\x1bc';

export interface XtermViewOptions {
  readonly place: HTMLElement;
  /** Both are the caller's: they are there, and may be connected, before this view is loaded. */
  readonly socket: TerminalSocket;
  readonly relay: SinkRelay;
  readonly label: string;
  readonly describedBy: string;
  readonly screenReaderMode: boolean;
  onConnection(state: ConnectionState): void;
  /** The shell has ended with this code, or, with undefined, a new one runs. */
  onExit(exitCode: number | undefined): void;
  /** Ctrl+Shift+F. */
  readonly onFind: () => void;
  /** A program wants to read the clipboard, or to write to it. */
  readonly askForClipboard: (wish: ClipboardWish) => Promise<ConsentAnswer>;
  /** A link is pressed whose address is not what is seen of it. */
  readonly onHiddenLink: (address: string) => void;
}

/** One xterm, and what goes on between it and its socket. Loaded only when a terminal opens. */
export class XtermView implements TerminalSink {
  readonly #options: XtermViewOptions;
  readonly #xterm: Xterm;
  readonly #sizer: XtermSizer;
  readonly #gate: RepaintGate;
  readonly #socket: TerminalSocket;
  readonly #cleanup: (() => void)[] = [];
  readonly keys: TerminalKeys;
  readonly #presence: Presence;
  readonly #extras: Promise<XtermExtras | undefined>;
  #isOver = false;
  #exited = false;
  /** What buttons have typed while no shell could hear it. */
  #waiting = '';

  static async open(options: XtermViewOptions): Promise<XtermView> {
    await loadLatin();
    return new XtermView(options);
  }

  private constructor(options: XtermViewOptions) {
    this.#options = options;
    this.#xterm = createXterm(options);
    const { terminal, fit } = this.#xterm;
    this.#gate = new RepaintGate((bytes, done) => terminal.write(bytes, done));
    terminal.open(options.place);
    const textarea = this.#labelled();
    this.keys = new TerminalKeys({ terminal, textarea, onText: (text) => this.#send(text), onFind: options.onFind });
    this.#socket = options.socket;
    this.#sizer = new XtermSizer({ terminal, fit, place: options.place, onSize: (size) => this.#socket.resize(size) });
    this.#presence = new Presence(options.socket);
    this.#listen(textarea);
    this.#sizer.fitNow();
    options.relay.attach(this);
    this.#extras = this.#loadExtras();
  }

  get size(): TerminalSize {
    return this.#sizer.size;
  }

  /** As if typed; waits for a shell that listens. */
  type(text: string): void {
    if (!this.#exited && this.#socket.type(text)) return;
    this.#waiting += text;
    if (this.#exited) this.#socket.restart();
  }

  /** Gives text as a paste, so that a shell that knows about pastes does not run it line by line. */
  paste(text: string): void {
    this.#xterm.terminal.paste(text);
    this.focus();
  }

  focus(): void {
    this.#xterm.terminal.focus();
  }

  /** It has come to the front. */
  show(): void {
    this.#presence.isFront = true;
    this.#sizer.fitNow();
  }

  /** Another one has. */
  hide(): void {
    this.#presence.isFront = false;
  }

  retry(): void {
    this.#socket.connect();
  }

  /** True when there is a match. */
  async find(text: string, direction: 'next' | 'previous'): Promise<boolean> {
    const search = (await this.#extras)?.search;
    return (direction === 'next' ? search?.findNext(text) : search?.findPrevious(text)) ?? false;
  }

  set screenReaderMode(isOn: boolean) {
    this.#xterm.terminal.options.screenReaderMode = isOn;
  }

  dispose(): void {
    this.#isOver = true;
    for (const undo of this.#cleanup.splice(0)) undo();
    this.#sizer.dispose();
    this.keys.dispose();
    this.#presence.dispose();
    this.#xterm.terminal.dispose();
  }

  connectionChanged(state: ConnectionState): void {
    this.#options.onConnection(state);
    if (state.state === 'open') this.#opened();
    // A page that nobody looks at has no need to come back before somebody does.
    if (state.state === 'waiting' && document.hidden) this.#socket.close();
  }

  reset(size: TerminalSize): void {
    this.#exited = false;
    this.#options.onExit(undefined);
    this.#gate.begin();
    this.#xterm.terminal.write(FULL_RESET);
    this.#sizer.adopt(size);
    this.#sizer.isHeld = true;
  }

  repainted(): void {
    this.#gate.end(() => {
      this.#sizer.isHeld = false;
      // A repaint is laid out for the size it was made at; what xterm does to it then, the server's screen does, too.
      if (!document.hidden) this.#sizer.fitNow();
      firstScreenDrawn();
    });
  }

  write(bytes: Uint8Array, done: () => void): void {
    this.#gate.write(bytes, done);
  }

  resized(size: TerminalSize): void {
    this.#sizer.adopt(size);
  }

  exited(exitCode: number): void {
    this.#exited = true;
    this.#options.onExit(exitCode);
    if (this.#waiting !== '') this.#socket.restart();
  }

  restarted(): void {
    this.#exited = false;
    this.#options.onExit(undefined);
    this.#gate.write(new TextEncoder().encode(SHELL_RESTART_SEQUENCE), () => undefined);
    this.#flush();
  }

  #opened(): void {
    if (!document.hidden) this.#sizer.fitNow();
    this.#flush();
  }

  #flush(): void {
    if (this.#waiting === '' || !this.#socket.type(this.#waiting)) return;
    this.#waiting = '';
  }

  async #loadExtras(): Promise<XtermExtras | undefined> {
    await afterFirstScreen();
    if (this.#isOver) return undefined;
    const { terminal, clipboard } = this.#xterm;
    void loadHangul(terminal);
    const { place, askForClipboard } = this.#options;
    clipboard.guard(terminal, async (wish) => (place.checkVisibility() && !document.hidden ? askForClipboard(wish) : 'no'));
    this.#cleanup.push(addComforts({ terminal, place, onCellSize: () => this.#sizer.fitNow() }));
    // A terminal without them is a terminal all the same.
    const extras = await import('./xterm-extras.ts').catch(() => undefined);
    return this.#isOver ? undefined : extras?.addExtras(terminal);
  }

  #labelled(): HTMLTextAreaElement {
    const { textarea } = this.#xterm.terminal;
    if (textarea === undefined) throw new Error('xterm has no field after it was opened');
    textarea.setAttribute('aria-label', this.#options.label);
    textarea.setAttribute('aria-describedby', this.#options.describedBy);
    return textarea;
  }

  #listen(textarea: HTMLTextAreaElement): void {
    const { terminal } = this.#xterm;
    terminal.onBinary((bytes) => this.#socket.type(Uint8Array.from(bytes, (character) => character.charCodeAt(0))));
    this.#cleanup.push(
      onThemeChange(() => {
        terminal.options.theme = currentTheme();
      }),
    );
    const abort = new AbortController();
    this.#cleanup.push(() => abort.abort());
    textarea.addEventListener('focus', () => this.#sizer.fitNow(), { signal: abort.signal });
  }

  #send(text: string): void {
    if (this.#exited) this.#socket.restart();
    else this.#socket.type(text);
  }
}
