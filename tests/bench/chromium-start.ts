import type { Browser, Page } from 'playwright-core';
import { visit } from '../support/browser.ts';

const PROMPT = 'root@host:';
const START_TIMEOUT_MS = 60_000;

/**
 * A learner whom nobody has seen before opens the lab and clicks "start". Milliseconds from that click, by the page's own
 * clock, to the frame after the one in which the prompt stands in the terminal. Leaves no machine behind.
 */
export async function startInChromium(browser: Browser, lab: string): Promise<number> {
  await using visitor = await visit(browser);
  const { page } = visitor;
  await page.goto(lab);
  const button = page.locator('#start-machine');
  await button.waitFor();
  await watchForPrompt(page);
  await button.click();
  const clickToPromptMs = await page.evaluate(() => (globalThis as unknown as Watched).clickToPrompt);
  await endMachine(page);
  return clickToPromptMs;
}

interface Watched {
  clickToPrompt: Promise<number>;
}

async function watchForPrompt(page: Page): Promise<void> {
  page.setDefaultTimeout(START_TIMEOUT_MS);
  await page.evaluate((prompt) => {
    let clickedAt = 0;
    addEventListener('click', () => (clickedAt = performance.now()), { capture: true, once: true });
    const hasPrompt = () => document.querySelector('.xterm-rows')?.textContent?.includes(prompt) ?? false;
    (globalThis as unknown as Watched).clickToPrompt = new Promise((resolve) => {
      const look = () => {
        // What is in the document now is on the screen when the frame after the next begins.
        if (hasPrompt()) requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - clickedAt)));
        else requestAnimationFrame(look);
      };
      look();
    });
  }, PROMPT);
}

async function endMachine(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const lab = location.pathname.split('/')[3];
    const { session } = await (await fetch(`/api/labs/${lab}/session`)).json();
    await fetch(`/api/sessions/${session.id}`, { method: 'DELETE' });
  });
}
