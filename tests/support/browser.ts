import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const QUIET = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic'];
/** Without WebGL the terminal draws its rows as text in the page, where a test can read what a learner sees. */
const READABLE_TERMINAL = ['--disable-3d-apis'];

/** Debian's Chromium. As root it runs without its own sandbox only. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', ...QUIET, ...READABLE_TERMINAL] });
}

export interface Visit extends AsyncDisposable {
  readonly page: Page;
  readonly context: BrowserContext;
}

/** A learner nobody has seen before: no cookies, nothing stored. */
export async function visit(browser: Browser, options: Parameters<Browser['newContext']>[0] = {}): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  return { page, context, [Symbol.asyncDispose]: () => context.close() };
}
