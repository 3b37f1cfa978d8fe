import { expect } from 'vitest';
import type { ScriptLine } from '../../labs/core/script.ts';
import type { MachineName } from '../../sandbox/driver.ts';
import type { LabPage } from './lab-page.ts';

/** More stops than any way by Tab on these pages has. */
const MOST_STOPS = 120;
const PATIENCE = { timeout: 45_000, interval: 50 };

/** A learner without a mouse. Looks at the page, and does nothing but press keys. */
export class KeyboardHands {
  readonly #lab: LabPage;

  constructor(lab: LabPage) {
    this.#lab = lab;
  }

  async press(...chords: readonly string[]): Promise<void> {
    for (const chord of chords) await this.#lab.page.keyboard.press(chord);
  }

  async type(text: string): Promise<void> {
    await this.#lab.page.keyboard.type(text);
  }

  /** Whether what has the focus, or something around it, is that. */
  async isAt(selector: string): Promise<boolean> {
    return this.#lab.page.evaluate((wanted) => document.activeElement?.closest(wanted) !== null, selector);
  }

  async arrivesAt(selector: string): Promise<void> {
    const place = async () => ((await this.isAt(selector)) ? selector : this.#place());
    await expect.poll(place, { ...PATIENCE, message: 'where the focus is' }).toBe(selector);
  }

  /** Goes on by Tab until that has the focus, and sees each stop on the way. */
  async tabTo(selector: string, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    for (let stop = 0; stop < MOST_STOPS; stop += 1) {
      await this.press(key);
      expect(await this.#isSeen(), `stop ${stop + 1} on the way to ${selector} is seen`).toBe(true);
      if (await this.isAt(selector)) return;
    }
    throw new Error(`${MOST_STOPS} times ${key} do not lead to ${selector}`);
  }

  /** Runs a command of the list that opens from anywhere, found by what is typed. */
  async run(command: string, typed: string): Promise<void> {
    await this.press((await this.isAt('.xterm')) ? 'Control+Shift+KeyP' : 'Control+KeyK');
    await this.arrivesAt('[data-palette] input');
    await this.type(typed);
    const chosen = this.#lab.page.locator('[data-palette] [aria-selected=true]');
    await expect.poll(() => chosen.getAttribute('data-command'), PATIENCE).toBe(command);
    await this.press('Enter');
    await expect.poll(() => this.#lab.page.locator('[data-palette]').count(), PATIENCE).toBe(0);
  }

  /** Types one line into a terminal of that machine and waits until the shell is ready for the next. */
  async typeLine({ machine, command }: ScriptLine): Promise<void> {
    await this.goToTerminal(machine);
    await this.#lab.promptOn(machine);
    await this.type(command);
    const wanted = withoutSpace(command);
    await expect.poll(async () => withoutSpace((await this.#lab.screen(machine)).join('')), PATIENCE).toContain(wanted);
    await this.press('Enter');
    await this.#lab.promptOn(machine);
  }

  async goToTerminal(machine: MachineName): Promise<void> {
    const place = `section[data-terminal=${machine}] .xterm`;
    if (await this.isAt(place)) return;
    const tab = this.#lab.page.locator(`[data-tab=${machine}]`);
    if ((await tab.getAttribute('aria-current')) === 'true') await this.press('Control+Backquote');
    else await this.run(`terminal ${machine}`, machine);
    await this.arrivesAt(place);
  }

  async goToLesson(): Promise<void> {
    if (!(await this.isAt('#lesson'))) await this.press('Control+Backquote');
    await this.arrivesAt('#lesson');
  }

  /** The start of what has the focus, for who looks for it elsewhere. */
  async #place(): Promise<string> {
    return this.#lab.page.evaluate(() => document.activeElement?.outerHTML.slice(0, 160) ?? 'nowhere');
  }

  /** Something shows where the focus is: an outline, or a mark that stands for it. */
  async #isSeen(): Promise<boolean> {
    return this.#lab.page.evaluate(() => {
      const { activeElement } = document;
      if (activeElement === null || activeElement === document.body) return true;
      const look = getComputedStyle(activeElement);
      const mark = getComputedStyle(activeElement, '::after');
      return look.outlineStyle !== 'none' || mark.borderTopStyle === 'solid' || activeElement.matches('.split-handle, .xterm *');
    });
  }
}

function withoutSpace(text: string): string {
  return text.replaceAll(/\s/g, '');
}
