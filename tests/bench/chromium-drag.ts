import type { Browser, Page } from 'playwright-core';
import { visit } from '../support/browser.ts';

const DRAG_MS = 3000;
/** As often as a good mouse says where it is. */
const MOVE_EVERY_MS = 8;
const REACH = 90;

/** Frames in a second while the map is dragged in circles by mouse. */
export async function dragFps(page: Page): Promise<number> {
  const box = await page.locator('.react-flow__pane').boundingBox();
  if (box === null) throw new Error('there is no map to drag');
  const centre = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await page.mouse.move(centre.x, centre.y);
  await page.mouse.down();
  const fps = page.evaluate(framesPerSecond, DRAG_MS);
  const startedAt = performance.now();
  for (let ms = 0; ms < DRAG_MS; ms = performance.now() - startedAt) {
    const turn = (ms / 700) * Math.PI;
    await page.mouse.move(centre.x + Math.sin(turn) * REACH, centre.y + (Math.cos(turn) * REACH) / 2);
    await page.waitForTimeout(MOVE_EVERY_MS);
  }
  const measured = await fps;
  await page.mouse.up();
  return measured;
}

/** What this machine's browser does with a page on which nothing but one small thing moves. */
export async function emptyPageFps(browser: Browser): Promise<number> {
  await using visitor = await visit(browser);
  await visitor.page.setContent(
    '<style>@keyframes go{to{transform:translateX(200px)}}p{animation:go 1s infinite}</style><p>.</p>',
  );
  // Awaited here: the page is closed on the way out.
  return await visitor.page.evaluate(framesPerSecond, DRAG_MS);
}

/** Runs in the page. */
async function framesPerSecond(forMs: number): Promise<number> {
  const startedAt = performance.now();
  let frames = 0;
  let now = startedAt;
  while (now - startedAt < forMs) {
    now = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
    frames += 1;
  }
  return (frames * 1000) / (now - startedAt);
}
