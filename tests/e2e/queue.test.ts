import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Classroom } from './classroom.ts';

const PATIENCE = { timeout: 45_000, interval: 50 };
let classroom: Classroom;

beforeAll(async () => {
  classroom = await Classroom.open({ VETHLAB_MAX_SANDBOXES: '1', VETHLAB_IDLE_MINUTES: '30' });
});

afterAll(async () => {
  await classroom[Symbol.asyncDispose]();
});

describe('A learner who comes when every machine is in use', () => {
  test('sees their place and when it is expected, keeps it over a reload, and hears of their turn in another tab', async () => {
    await using first = await classroom.enter();
    await first.lab.open('en', 'docker0');
    await first.lab.startMachine();
    await using second = await classroom.enter();
    const { page } = second.lab;
    await second.lab.open('ko', 'docker0');
    await page.locator('#start-machine').click();
    const queue = page.locator('[data-queue]');
    await expect.poll(() => queue.textContent(), PATIENCE).toContain('바로 다음 차례예요');
    expect(await queue.textContent()).toContain('아직 어림할 수 없어요');
    await expect.poll(() => page.title(), PATIENCE).toMatch(/^대기 1번 · /);

    // The first learner closes the page: their machine ends in half an hour, unless they come back.
    await first.lab.page.goto('about:blank');
    await expect.poll(() => page.locator('[data-estimate]').textContent(), PATIENCE).toBe('약 30분 안');
    await page.reload();
    await expect.poll(() => queue.textContent(), PATIENCE).toContain('바로 다음 차례예요');

    await page.evaluate(() => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
    });
    await first.lab.open('en', 'docker0');
    await first.lab.promptOn('host');
    await first.lab.page.locator('#machine').getByRole('button', { name: 'Machine menu' }).click();
    await first.lab.page.getByRole('menuitem', { name: /^End the/ }).click();
    await first.lab.page.getByRole('alertdialog').getByRole('button').last().click();
    await second.lab.promptOn('host');
    expect(await page.title()).toMatch(/^머신이 켜졌어요 · /);
    expect(await page.locator('main').locator('xpath=..').textContent()).toContain('차례가 됐어요');
    await page.evaluate(() => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => false });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    expect(await page.title()).not.toContain('머신이 켜졌어요');
  });

  test('leaves the queue and is told that the progress stays', async () => {
    await using learner = await classroom.enter();
    const { page } = learner.lab;
    await learner.lab.open('en', 'docker0');
    await page.locator('#start-machine').click();
    await page.getByRole('button', { name: 'Leave the queue' }).click();
    await expect.poll(() => page.locator('#machine').textContent(), PATIENCE).toContain('You have left the queue');
    expect(await page.title()).not.toContain('(1)');
  });
});
