import type { Browser } from 'playwright-core';
import { launchBrowser, visit } from '../support/browser.ts';
import { type LiveHome, type LiveServer, openHome } from '../support/live-server.ts';
import { LabPage } from './lab-page.ts';

/** The whole product and a browser, for one test file. */
export class Classroom implements AsyncDisposable {
  readonly home: LiveHome;
  readonly browser: Browser;
  #server: LiveServer;

  private constructor(home: LiveHome, server: LiveServer, browser: Browser) {
    this.home = home;
    this.#server = server;
    this.browser = browser;
  }

  static async open(settings: Readonly<Record<string, string>> = {}): Promise<Classroom> {
    await using opened = new AsyncDisposableStack();
    const home = opened.use(openHome());
    const server = await home.start({ VETHLAB_POOL_SIZE: '1', ...settings });
    const classroom = new Classroom(home, server, await launchBrowser());
    opened.move();
    return classroom;
  }

  get url(): string {
    return this.#server.url;
  }

  /** `kill -9` of the server, then a new one at the same address. */
  async crashAndRestart(): Promise<void> {
    const { port } = new URL(this.#server.url);
    await this.#server.crash();
    this.#server = await this.home.start({ VETHLAB_POOL_SIZE: '1', VETHLAB_PORT: port });
  }

  /** A learner whom nobody has seen before. */
  async enter(): Promise<AsyncDisposable & { readonly lab: LabPage }> {
    const visitor = await visit(this.browser);
    return { lab: new LabPage(visitor.page, this.url), [Symbol.asyncDispose]: () => visitor[Symbol.asyncDispose]() };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.browser.close();
    await this.#server[Symbol.asyncDispose]();
    await this.home[Symbol.asyncDispose]();
  }
}
