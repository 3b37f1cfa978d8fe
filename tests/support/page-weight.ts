import type { Page } from 'playwright-core';

export interface PageWeight {
  /** Bodies as they came over the wire: compressed, without headers. */
  readonly javascriptBytes: number;
  readonly scripts: number;
}

/** The JavaScript that the page has loaded so far, by the browser's own books. A page from a cold cache, or it counts too little. */
export function pageWeight(page: Page): Promise<PageWeight> {
  return page.evaluate(() => {
    const entries = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
    const scripts = entries.filter(({ name }) => new URL(name).pathname.endsWith('.js'));
    return { javascriptBytes: scripts.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0), scripts: scripts.length };
  });
}
