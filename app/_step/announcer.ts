import type { Verdict } from '../../labs/core/verdict.ts';

/** A machine that is being worked on changes several times a second; a listener hears where it came to rest. */
const SETTLE_MS = 900;
/** Where it does not come to rest, how it stands is said after this. */
const LONGEST_UNREST_MS = 5000;
/** The same reason with another number in it is little news: a count that runs is not read out like a clock. */
const SAME_REASON_GAP_MS = 12_000;

/** What there is to be heard of a task. */
export type News = 'passed' | Extract<Verdict, { status: 'failed' }>;

export type Say = (news: News, before: News | undefined) => void;

/** Decides when a listener hears how a task stands: once for each change that lasts, and nothing of what was there at first. */
export class Announcer implements Disposable {
  readonly #say: Say;
  /** What the listener knows. `undefined`: that there is no verdict yet. */
  #heard: { readonly news: News | undefined; readonly at: number } | undefined;
  #latest: News | undefined;
  #unrestSince: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(say: Say) {
    this.#say = say;
  }

  note(news: News | undefined): void {
    this.#latest = news;
    clearTimeout(this.#timer);
    if (this.#heard === undefined) {
      this.#heard = { news, at: Number.NEGATIVE_INFINITY };
      return;
    }
    if (news === undefined || isSame(news, this.#heard.news)) {
      this.#unrestSince = undefined;
      return;
    }
    this.#unrestSince ??= Date.now();
    this.#timer = setTimeout(() => this.#speak(), this.#delayMs(news));
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    this.#unrestSince = undefined;
  }

  #delayMs(news: News): number {
    const now = Date.now();
    const settleMs = Math.min(SETTLE_MS, Math.max(0, (this.#unrestSince ?? now) + LONGEST_UNREST_MS - now));
    const { news: known, at } = this.#heard ?? { news: undefined, at: 0 };
    const isLittle = known !== undefined && reasonOf(known) === reasonOf(news);
    return isLittle ? Math.max(settleMs, at + SAME_REASON_GAP_MS - now) : settleMs;
  }

  #speak(): void {
    const news = this.#latest;
    if (news === undefined) return;
    const before = this.#heard?.news;
    this.#heard = { news, at: Date.now() };
    this.#unrestSince = undefined;
    this.#say(news, before);
  }
}

function reasonOf(news: News): string {
  return news === 'passed' ? news : news.reason;
}

function isSame(news: News, known: News | undefined): boolean {
  return JSON.stringify(news) === JSON.stringify(known);
}
