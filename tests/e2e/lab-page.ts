import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Locale } from '../../labs/core/local-text.ts';
import type { ScriptLine } from '../../labs/core/script.ts';
import type { MachineName } from '../../sandbox/driver.ts';

export const LAB = 'docker-network';
/** Containers start, pings time out, two cores are shared with the browser: slow is not wrong. */
const PATIENCE = { timeout: 45_000, interval: 50 };
const IDLE_PROMPT = /root@(host|client):\S*#$/;

/** The lab's page as a learner uses it: reads the screen, types, presses buttons. */
export class LabPage {
  readonly page: Page;
  readonly #origin: string;

  constructor(page: Page, origin: string) {
    this.page = page;
    this.#origin = origin;
    page.setDefaultTimeout(PATIENCE.timeout);
  }

  async open(locale: Locale, step?: string): Promise<void> {
    const path = step === undefined ? '' : `/${step}`;
    await this.page.goto(`${this.#origin}/${locale}/labs/${LAB}${path}`);
  }

  /** Presses "start" and waits for the first prompt. */
  async startMachine(): Promise<void> {
    await this.page.locator('#start-machine').click();
    await this.promptOn('host');
  }

  /** Types one line into a terminal of that machine, key by key, and waits until the shell is ready for the next. */
  async type({ machine, command }: ScriptLine): Promise<void> {
    await this.page.locator(`[data-tab=${machine}]`).click();
    await this.promptOn(machine);
    await this.page.locator(`section[data-terminal=${machine}] textarea`).focus();
    await this.page.keyboard.type(command);
    await expect.poll(async () => withoutSpace((await this.screen(machine)).join('')), PATIENCE).toContain(withoutSpace(command));
    await this.page.keyboard.press('Enter');
    await this.promptOn(machine);
  }

  /** Resolves when the last line on that terminal is a prompt with nothing behind it. */
  async promptOn(machine: MachineName): Promise<void> {
    await expect.poll(async () => (await this.screen(machine)).at(-1), PATIENCE).toMatch(IDLE_PROMPT);
  }

  /** The lines of a terminal as they are drawn, without empty ones and trailing space. */
  async screen(machine: MachineName): Promise<string[]> {
    const rows = await this.page.locator(`section[data-terminal=${machine}] .xterm-rows > div`).allTextContents();
    return rows.map((row) => row.replaceAll('\u00a0', ' ').trimEnd()).filter((row) => row !== '');
  }

  /** What the last command said in one line: the row above the prompt. */
  async lastLine(machine: MachineName): Promise<string> {
    return (await this.screen(machine)).at(-2) ?? '';
  }

  async stateOf(task: 'check' | 'question'): Promise<string | null> {
    return this.page.locator(`[data-task=${task}]`).getAttribute('data-state');
  }

  /** Waits until the task is green; on the way, nobody presses anything. */
  async turnsGreen(task: 'check' | 'question'): Promise<void> {
    await expect.poll(() => this.stateOf(task), PATIENCE).toBe('passed');
  }

  async answer(text: string): Promise<void> {
    await this.page.locator('[data-task=question] input[type=text]').fill(text);
    await this.page.locator('[data-task=question] button[type=submit]').click();
  }

  async goOn(): Promise<void> {
    await this.page.locator('[data-nav=next]').click();
  }
}

function withoutSpace(text: string): string {
  return text.replaceAll(/\s/g, '');
}
