import type { Page } from 'playwright-core';

export interface PaintWatch {
  readonly paintMs: number;
  /** All that has moved without having been touched, added up: at least the browser's own figure, which takes the worst moments. */
  readonly shift: number;
}

interface Watched {
  shift: number;
}

interface Shift extends PerformanceEntry {
  readonly value: number;
  readonly hadRecentInput: boolean;
}

/** From here on, each page of this tab adds up what moves on it. */
export async function watchPaint(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const watched = globalThis as unknown as Watched;
    watched.shift = 0;
    new PerformanceObserver((list) => {
      for (const { value, hadRecentInput } of list.getEntries() as Shift[]) if (!hadRecentInput) watched.shift += value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

export function layoutShift(page: Page): Promise<number> {
  return page.evaluate(() => (globalThis as unknown as Watched).shift);
}
