import type { IClipboardProvider } from '@xterm/addon-clipboard';

/** A program that copies does so because somebody has just asked it to. */
const ASKED_WITHIN_MS = 1000;
const MAX_CHARACTERS = 100_000;

/**
 * The clipboard as programs on the machine see it (OSC 52): what they read comes from `ClipboardReading`, and they write it only in answer to a key or a
 * click in this terminal. Otherwise a terminal that one merely looks at could change what one pastes elsewhere.
 */
export class GuardedClipboard implements IClipboardProvider {
  #askedAt = Number.NEGATIVE_INFINITY;

  /** Keys and clicks below `place` count as asking. Answers how to stop. */
  watch(place: HTMLElement): () => void {
    const abort = new AbortController();
    const ask = () => {
      this.#askedAt = performance.now();
    };
    for (const event of ['keydown', 'pointerup']) place.addEventListener(event, ask, { capture: true, signal: abort.signal });
    return () => abort.abort();
  }

  readText(): string {
    return '';
  }

  async writeText(_selection: string, text: string): Promise<void> {
    if (text.length > MAX_CHARACTERS || performance.now() - this.#askedAt > ASKED_WITHIN_MS) return;
    await navigator.clipboard.writeText(text).catch(() => undefined);
  }
}
