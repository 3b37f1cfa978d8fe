import type { CDPSession, Page } from 'playwright-core';

/** What browsers say instead of a key while an input method has it. */
const IME_KEY_CODE = 229;
const CONTROL = 2;
const ALT = 1;
const codes = { ㅇ: 'KeyD', 아: 'KeyK', 안: 'KeyS', 녀: 'KeyU', 녕: 'KeyD' } as const;

/** A Korean keyboard: keys come as an input method lets them through, text as it composes and commits it. */
export class HangulKeyboard {
  readonly #devtools: CDPSession;

  static async of(page: Page): Promise<HangulKeyboard> {
    return new HangulKeyboard(await page.context().newCDPSession(page));
  }

  private constructor(devtools: CDPSession) {
    this.#devtools = devtools;
  }

  /** Types 안녕 and leaves the second syllable open. */
  async compose(): Promise<void> {
    for (const text of ['ㅇ', '아', '안'] as const) await this.#composeBy(codes[text], text);
    // The next syllable begins with the key that ends this one.
    await this.#key('rawKeyDown', 'KeyS');
    await this.commit('안');
    await this.#compose('ㄴ');
    await this.#key('keyUp', 'KeyS');
    for (const text of ['녀', '녕'] as const) await this.#composeBy(codes[text], text);
  }

  /** Types 설 and leaves it open. */
  async composeSeol(): Promise<void> {
    await this.#composeBy('KeyT', 'ㅅ');
    await this.#composeBy('KeyJ', '서');
    await this.#composeBy('KeyF', '설');
  }

  commit(text: string): Promise<unknown> {
    return this.#devtools.send('Input.insertText', { text });
  }

  /** A key as the input method shows it; `commit` is what it makes of the open syllable. */
  async press(
    code: string,
    { commit, control, alt }: { commit?: string[]; control?: boolean; alt?: boolean } = {},
  ): Promise<void> {
    const modifiers = (control ? CONTROL : 0) + (alt ? ALT : 0);
    await this.#key('rawKeyDown', code, modifiers);
    for (const text of commit ?? []) await this.commit(text);
    await this.#key('keyUp', code, modifiers);
  }

  async #composeBy(code: string, text: string): Promise<void> {
    await this.#key('rawKeyDown', code);
    await this.#compose(text);
    await this.#key('keyUp', code);
  }

  #compose(text: string): Promise<unknown> {
    return this.#devtools.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  }

  #key(type: 'rawKeyDown' | 'keyUp', code: string, modifiers = 0): Promise<unknown> {
    return this.#devtools.send('Input.dispatchKeyEvent', {
      type,
      code,
      key: 'Process',
      windowsVirtualKeyCode: IME_KEY_CODE,
      modifiers,
    });
  }
}
