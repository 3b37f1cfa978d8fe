import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { visit } from '../support/browser.ts';
import { FlakyWire } from '../support/flaky-wire.ts';
import { Classroom } from './classroom.ts';
import { LabPage } from './lab-page.ts';

let classroom: Classroom;

beforeAll(async () => {
  classroom = await Classroom.open();
});

afterAll(async () => {
  await classroom[Symbol.asyncDispose]();
});

const host = (command: string) => ({ machine: 'host', command }) as const;
const LINES = 400;

async function setLifecycle(page: Page, state: 'frozen' | 'active'): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Page.setWebLifecycleState', { state });
  await session.detach();
}

/** Every line of a terminal's scrollback that was printed by the test, from top to bottom, screen by screen. */
async function printedNumbers(lab: LabPage): Promise<number[]> {
  const numbers: number[] = [];
  let shown = await numbersOn(lab);
  while (shown.length > 0 && numbers[0] !== 1) {
    numbers.unshift(...shown.filter((number) => !numbers.includes(number)));
    if (numbers[0] === 1) break;
    await lab.page.keyboard.press('Shift+PageUp');
    const [top] = shown;
    await expect.poll(async () => (await numbersOn(lab))[0], { timeout: 10_000 }).not.toBe(top);
    shown = await numbersOn(lab);
  }
  return numbers;
}

/** On one screen, lines that are lost or doubled show at once. */
async function numbersOn(lab: LabPage): Promise<number[]> {
  const lines = await lab.screen('host');
  const shown = lines.flatMap((line) => /^line-(\d+)$/.exec(line)?.slice(1).map(Number) ?? []);
  expect(shown).toEqual(Array.from(shown, (_, index) => (shown[0] ?? 0) + index));
  return shown;
}

describe('A learner whose computer sleeps', () => {
  test.each([
    ['breaks every connection', 'cut'],
    ['leaves dead connections that nobody hung up', 'mute'],
  ] as const)('goes on without a lost or doubled line when it wakes, where sleep %s', async (_, how) => {
    await using wire = await FlakyWire.open(classroom.url);
    await using visitor = await visit(classroom.browser);
    const lab = new LabPage(visitor.page, wire.url);
    await lab.open('en', 'namespace');
    await lab.startMachine();
    await lab.page.locator('section[data-terminal=host] textarea').focus();
    await lab.page.keyboard.type(
      `clear; for i in $(seq 1 ${LINES}); do echo line-$i; sleep 0.01; done; docker run -d --name web nginx\n`,
    );
    await expect.poll(async () => (await lab.screen('host')).some((line) => line === 'line-20'), { timeout: 45_000 }).toBe(true);

    await setLifecycle(lab.page, 'frozen');
    wire[how]();
    // Another window of the same learner, which is awake, sees how the machine goes on meanwhile.
    const awake = new LabPage(await visitor.context.newPage(), classroom.url);
    await awake.open('en', 'namespace');
    await awake.promptOn('host');
    await awake.turnsGreen('check');
    await awake.page.close();
    await lab.page.bringToFront();
    await setLifecycle(lab.page, 'active');

    await lab.promptOn('host');
    await lab.turnsGreen('check');
    await lab.page.locator('section[data-terminal=host] textarea').focus();
    expect(await printedNumbers(lab)).toEqual(Array.from({ length: LINES }, (_, index) => index + 1));
    for (let screen = 0; screen < LINES / 10; screen += 1) await lab.page.keyboard.press('Shift+PageDown');
    await lab.type(host('echo awake'));
    expect(await lab.lastLine('host')).toBe('awake');
  });
});
