import type { Terminal } from '@xterm/xterm';
import { base64Of } from './base64.ts';

/** What a person decides when a program wants to read the clipboard. */
export type ReadingAnswer = 'once' | 'session' | 'no';

/** A program that is told no does not ask again for so long, or it could ask until somebody gives in. */
const QUIET_MS = 30_000;
const MAX_CHARACTERS = 100_000;

export interface ClipboardReadingOptions {
  readonly terminal: Terminal;
  /** Asks the person. Nobody can be asked about a terminal that is not seen: `no`. */
  readonly ask: () => Promise<ReadingAnswer>;
}

/**
 * Programs that read the clipboard (OSC 52 with `?`): each time with a person's consent, or with one for as long as the page
 * lives. Output goes on meanwhile; a program that is refused gets no answer, as from most terminals.
 */
export class ClipboardReading {
  readonly #options: ClipboardReadingOptions;
  #isAllowed = false;
  #isAsking = false;
  #quietUntil = Number.NEGATIVE_INFINITY;

  constructor(options: ClipboardReadingOptions) {
    this.#options = options;
    // The newest handler is asked first; the clipboard addon has what is written.
    options.terminal.parser.registerOscHandler(52, (data) => {
      const [selection = '', wish] = data.split(';');
      if (wish !== '?') return false;
      void this.#read(/^[cps]$/.test(selection) ? selection : 'c');
      return true;
    });
  }

  async #read(selection: string): Promise<void> {
    if (!(await this.#mayRead())) return;
    const text = await navigator.clipboard.readText().catch(() => undefined);
    if (text === undefined || text.length > MAX_CHARACTERS) return;
    this.#options.terminal.input(`\x1b]52;${selection};${base64Of(new TextEncoder().encode(text))}\x07`, false);
  }

  async #mayRead(): Promise<boolean> {
    if (this.#isAllowed) return true;
    if (this.#isAsking || performance.now() < this.#quietUntil) return false;
    this.#isAsking = true;
    const answer = await this.#options.ask();
    this.#isAsking = false;
    this.#isAllowed = answer === 'session';
    if (answer === 'no') this.#quietUntil = performance.now() + QUIET_MS;
    return answer !== 'no';
  }
}
