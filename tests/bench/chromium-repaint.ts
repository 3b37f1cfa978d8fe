import type { Browser, Page } from 'playwright-core';
import { visit } from '../support/browser.ts';

const PROMPT = 'root@host:';
/** Says that the screen is whole: the last line of it. */
const SIGN = 'filled-to-the-brim';
/** More than the scrollback holds, in colours and both scripts, as long as lines are. */
const FILL = `for i in $(seq 1 12000); do printf '\\e[3%dm%s\\e[0m line of 한글 text that is about as long as they are\\n' $((i % 8)) $i; done; echo filled-to-'the-brim'`;
const TIMEOUT_MS = 60_000;

export interface RepaintTimes {
  /** From the moment the page asks for the connection. */
  readonly reconnectMs: number;
  /** From the moment the reload began: the whole page comes first. */
  readonly reloadMs: number;
}

interface Marks {
  askedAt?: number;
  painted?: Promise<number>;
}

/**
 * A learner with a full scrollback reloads the page. Both clocks are the page's own, and stop at the frame after the one
 * in which the last line stands in the terminal again.
 */
export async function repaintInChromium(browser: Browser, lab: string, reloads: number): Promise<RepaintTimes[]> {
  await using visitor = await visit(browser);
  const { page } = visitor;
  page.setDefaultTimeout(TIMEOUT_MS);
  await page.addInitScript(watch, SIGN);
  await page.goto(lab);
  await page.locator('#start-machine').click();
  await page.locator('.xterm-rows', { hasText: PROMPT }).first().waitFor();
  await page.locator('.xterm-helper-textarea').first().focus();
  await page.keyboard.type(`${FILL}\n`);
  await painted(page);
  const times: RepaintTimes[] = [];
  for (let count = 0; count < reloads; count += 1) {
    await page.reload();
    times.push(await painted(page));
  }
  return times;
}

function painted(page: Page): Promise<RepaintTimes> {
  return page.evaluate(async () => {
    const marks = globalThis as unknown as Marks;
    const paintedAt = (await marks.painted) ?? Number.NaN;
    return { reconnectMs: paintedAt - (marks.askedAt ?? Number.NaN), reloadMs: paintedAt };
  });
}

/** Runs in the page before anything else does. */
function watch(sign: string): void {
  const marks = globalThis as unknown as Marks;
  const Original = WebSocket;
  globalThis.WebSocket = class extends Original {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      if (String(url).includes('/terminals/host')) marks.askedAt ??= performance.now();
    }
  };
  marks.painted = new Promise((resolve) => {
    const look = () => {
      const isThere = document.querySelector('.xterm-rows')?.textContent?.includes(sign);
      // What is in the document now is on the screen when the frame after the next begins.
      if (isThere) requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now())));
      else requestAnimationFrame(look);
    };
    look();
  });
}
