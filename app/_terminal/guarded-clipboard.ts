import type { IClipboardProvider } from '@xterm/addon-clipboard';
import type { Terminal } from '@xterm/xterm';
import { base64Of } from './base64.ts';
import { ClipboardConsent, type ClipboardWish, type ConsentAnswer } from './clipboard-consent.ts';

const MAX_CHARACTERS = 100_000;

/**
 * The clipboard as programs on the machine see it (OSC 52), both ways with a person's consent: what one has copied elsewhere
 * may be a password, and a file that is merely looked at could change what one pastes next. Output goes on meanwhile; a program
 * that is refused gets no answer, as from most terminals.
 */
export class GuardedClipboard implements IClipboardProvider {
  #consents: Readonly<Record<ClipboardWish, ClipboardConsent>> | undefined;

  /** From now on somebody can be asked. */
  guard(terminal: Terminal, ask: (wish: ClipboardWish) => Promise<ConsentAnswer>): void {
    const consents = { read: new ClipboardConsent(() => ask('read')), write: new ClipboardConsent(() => ask('write')) };
    this.#consents = consents;
    // The newest handler is asked first; the clipboard addon, which would answer at once, has what is written.
    terminal.parser.registerOscHandler(52, (data) => {
      const [selection = '', wish] = data.split(';');
      if (wish !== '?') return false;
      void this.#answer(terminal, /^[cps]$/.test(selection) ? selection : 'c');
      return true;
    });
  }

  readText(): string {
    return '';
  }

  /** Returns before anybody has answered: xterm takes in no output while it waits for this. */
  writeText(_selection: string, text: string): void {
    void this.#write(text);
  }

  async #write(text: string): Promise<void> {
    if (text.length > MAX_CHARACTERS || (await this.#consents?.write.isGiven()) !== true) return;
    await navigator.clipboard.writeText(text).catch(() => undefined);
  }

  async #answer(terminal: Terminal, selection: string): Promise<void> {
    if ((await this.#consents?.read.isGiven()) !== true) return;
    const text = await navigator.clipboard.readText().catch(() => undefined);
    if (text === undefined || text.length > MAX_CHARACTERS) return;
    terminal.input(`\x1b]52;${selection};${base64Of(new TextEncoder().encode(text))}\x07`, false);
  }
}
