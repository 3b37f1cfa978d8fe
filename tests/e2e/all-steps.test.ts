import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stepFolder } from '../../labs/core/lab-folder.ts';
import { loadLabs } from '../../labs/core/load-lab.ts';
import { locales } from '../../labs/core/local-text.ts';
import { scriptLines } from '../../labs/core/script.ts';
import { PROJECT_DIRECTORY } from '../../scripts/bootstrap/project.js';
import { Classroom } from './classroom.ts';
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

describe('A learner in a browser', () => {
  test.each(locales)('does every step of the Docker network lab in %s, and each turns green by itself', async (locale) => {
    await using learner = await classroom.enter();
    const page = learner.lab;
    await page.open(locale);
    expect(await page.page.locator('h1').textContent()).toBe(title[locale]);
    await page.startMachine();
    await page.open(locale, steps[0]?.id);
    for (const step of steps) {
      await expect.poll(() => page.page.url()).toContain(`/${locale}/labs/${LAB}/${step.id}`);
      await expect.poll(() => page.page.locator('h1').textContent()).toBe(step.text[locale].title);
      await solve(page, step.id);
      await page.turnsGreen('check');
      if (step.hasQuestion) await answer(page, step.id);
      await page.goOn();
    }
    await expect.poll(() => page.page.url()).toMatch(new RegExp(`/${locale}/labs/${LAB}$`));
  });
});

async function solve(page: LabPage, step: string): Promise<void> {
  // The step's setup has been laid, and the machine looked at, once the check says something.
  await expect.poll(() => page.stateOf('check'), { timeout: 30_000, message: `${step} is judged` }).toMatch(/failed|passed/);
  for (const line of scriptLines(script(step, 'solve.sh'))) await page.type(line);
}

async function answer(page: LabPage, step: string): Promise<void> {
  for (const line of scriptLines(script(step, 'answer.sh'))) await page.type(line);
  await page.answer(await page.lastLine('host'));
  await page.turnsGreen('question');
}

function script(step: string, file: string): string {
  return readFileSync(join(stepFolder(LABS, LAB, step).path, file), 'utf8');
}
