import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stepFolder } from '../../labs/core/lab-folder.ts';
import { loadLabs } from '../../labs/core/load-lab.ts';
import type { Locale } from '../../labs/core/local-text.ts';
import { type ScriptLine, scriptLines } from '../../labs/core/script.ts';
import { PROJECT_DIRECTORY } from '../../scripts/bootstrap/project.js';
import { Classroom } from './classroom.ts';
import { KeyboardHands } from './keyboard-hands.ts';
import { LAB, type LabPage } from './lab-page.ts';

const LABS = join(PROJECT_DIRECTORY, 'labs');
const lab = (await loadLabs(LABS)).find(({ slug }) => slug === LAB);
if (lab === undefined) throw new Error(`there is no lab ${LAB}`);
const { steps, title } = lab;

let classroom: Classroom;

beforeAll(async () => {
  classroom = await Classroom.open();
});

afterAll(async () => {
  await classroom[Symbol.asyncDispose]();
});

/** How somebody does what every step asks for. */
interface Hands {
  readonly type: (line: ScriptLine) => Promise<void>;
  readonly answer: (text: string) => Promise<void>;
  readonly goOn: (step: string) => Promise<void>;
}

describe('A learner in a browser', () => {
  test('does every step of the Docker network lab in English, and each turns green by itself', async () => {
    await using learner = await classroom.enter();
    const page = learner.lab;
    await page.open('en');
    expect(await page.page.locator('h1').textContent()).toBe(title.en);
    await page.startMachine();
    await page.open('en', steps[0]?.id);
    await doEveryStep(page, 'en', {
      type: (line) => page.type(line),
      answer: (text) => page.answer(text),
      goOn: () => page.goOn(),
    });
  });

  test('does every step in Korean without a mouse, from the list of labs to the certificate', async () => {
    await using learner = await classroom.enter();
    const page = learner.lab;
    const hands = new KeyboardHands(page);
    await page.page.goto(`${classroom.url}/ko`);
    await findTheLab(page, hands);
    await page.promptOn('host');
    await hands.arrivesAt('section[data-terminal=host] .xterm');
    await hands.run(`step ${steps[0]?.id}`, '1.');
    await hands.arrivesAt('#lesson h1');
    await doEveryStep(page, 'ko', byKeyboard(page, hands));
    await hands.run('done', '수료증');
    await expect.poll(() => page.page.url()).toContain(`/ko/labs/${LAB}/done`);
  });
});

async function doEveryStep(page: LabPage, locale: Locale, hands: Hands): Promise<void> {
  for (const step of steps) {
    await expect.poll(() => page.page.url()).toContain(`/${locale}/labs/${LAB}/${step.id}`);
    await expect.poll(() => page.page.locator('#lesson h1').textContent()).toBe(step.text[locale].title);
    // The step's setup has been laid, and the machine looked at, once the check says something.
    const isJudged = { timeout: 30_000, message: `${step.id} is judged` };
    await expect.poll(() => page.stateOf('check'), isJudged).toMatch(/failed|passed/);
    for (const line of scriptLines(script(step.id, 'solve.sh'))) await hands.type(line);
    await page.turnsGreen('check');
    if (step.hasQuestion) {
      for (const line of scriptLines(script(step.id, 'answer.sh'))) await hands.type(line);
      await hands.answer(await page.lastLine('host'));
      await page.turnsGreen('question');
    }
    await hands.goOn(step.id);
  }
  await expect.poll(() => page.page.url()).toMatch(new RegExp(`/${locale}/labs/${LAB}$`));
}

/** From the list of labs over its skip link to the lab, and there over the skip link to the button that starts the machine. */
async function findTheLab({ page }: LabPage, hands: KeyboardHands): Promise<void> {
  await hands.tabTo('a[href="#content"]');
  await hands.press('Enter');
  await hands.arrivesAt('#content');
  await hands.tabTo(`a[href$="/labs/${LAB}"]`);
  await hands.press('Enter');
  await page.waitForURL(`**/labs/${LAB}`);
  await hands.tabTo('a[href="#machine"]');
  await hands.press('Enter');
  await hands.arrivesAt('#machine');
  await hands.tabTo('#start-machine');
  await hands.press('Enter');
}

/** Each way on and each way to look around is gone at least once. */
function byKeyboard(page: LabPage, hands: KeyboardHands): Hands {
  const detours: Readonly<Record<number, () => Promise<void>>> = {
    0: () => checkAgain(page, hands),
    1: () => lookAtHelp(page, hands),
    4: () => lookAtMap(page, hands),
  };
  const waysOn = [
    () => hands.press('Alt+Period'),
    async () => {
      await hands.tabTo('[data-nav=next]');
      await hands.press('Enter');
    },
    () => hands.run('next', '다음'),
    // The same keys while the input method is off.
    () => hands.run('next', 'ekdma eksrP'),
  ];
  return {
    type: (line) => hands.typeLine(line),
    async answer(text) {
      await hands.goToLesson();
      await hands.tabTo('[data-task=question] input');
      await hands.type(text);
      await hands.press('Enter');
      await hands.arrivesAt('[data-task=question]');
    },
    async goOn(step) {
      const index = steps.findIndex(({ id }) => id === step);
      await detours[index]?.();
      await hands.goToLesson();
      await waysOn[index % waysOn.length]?.();
      await hands.arrivesAt('#lesson h1');
    },
  };
}

async function checkAgain({ page }: LabPage, hands: KeyboardHands): Promise<void> {
  await hands.goToLesson();
  await hands.tabTo('[data-check-now]');
  const isChecked = page.waitForResponse((response) => response.url().includes('/check'));
  await hands.press('Enter');
  await isChecked;
  expect(await hands.isAt('[data-check-now]')).toBe(true);
}

async function lookAtHelp({ page }: LabPage, hands: KeyboardHands): Promise<void> {
  await hands.goToLesson();
  await hands.tabTo('[data-task]');
  const before = await page.evaluate(() => document.activeElement?.outerHTML);
  for (const key of ['Shift+Slash', 'Control+Comma']) {
    await hands.press(key);
    await hands.arrivesAt('[role=dialog]');
    await hands.press('Escape');
    await expect.poll(() => page.evaluate(() => document.activeElement?.outerHTML)).toBe(before);
  }
}

/** To the map, from thing to thing, to the facts of one and back to it. */
async function lookAtMap({ page }: LabPage, hands: KeyboardHands): Promise<void> {
  await hands.run('toMap', '지도로');
  await hands.arrivesAt('.react-flow__node');
  const focused = () =>
    page.evaluate(() => {
      const { id, thing } = (document.activeElement as HTMLElement | SVGElement | null)?.dataset ?? {};
      return thing ?? id;
    });
  const seen = new Set([await focused()]);
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowDown', 'PageDown', 'End']) {
    await hands.press(key);
    seen.add(await focused());
  }
  expect(seen.size).toBeGreaterThan(3);
  await hands.press('Home');
  const first = await focused();
  await hands.press('Enter');
  await hands.arrivesAt('.map-aside');
  await hands.press('Escape');
  await expect.poll(focused).toBe(first);
  expect(await page.locator('.map-aside').count()).toBe(0);
}

function script(step: string, file: string): string {
  return readFileSync(join(stepFolder(LABS, LAB, step).path, file), 'utf8');
}
