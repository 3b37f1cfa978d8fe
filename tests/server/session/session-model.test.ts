import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { Session } from '../../../server/session/session.ts';
import { engineDown } from '../../support/memory-sandbox.ts';
import { machineOf, taskOf } from '../../support/session-facts.ts';
import { IDLE_MS, openPage, Workbench } from '../../support/workbench.ts';

const LEARNERS = ['ann', 'bob', 'eve'];

/** What may happen to a server and its learners, in any order. */
type Happening =
  | { readonly what: 'start' | 'end' | 'fresh' | 'extend' | 'pass' | 'look' | 'leave'; readonly who: string }
  | { readonly what: 'die' | 'crash' | 'wait' | 'engine-down' | 'engine-up' };

const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({
    what: fc.constantFrom('start', 'start', 'end', 'fresh', 'extend', 'pass', 'look', 'leave'),
    who: fc.constantFrom(...LEARNERS),
  }),
  fc.record({ what: fc.constantFrom('die', 'crash', 'wait', 'engine-down', 'engine-up') }),
);

/** Does to real sessions what happens, and remembers what must not be forgotten. */
class Story implements AsyncDisposable {
  readonly bench: Workbench;
  readonly passed = new Set<string>();
  readonly #pages = new Map<string, Disposable>();

  constructor(bench: Workbench) {
    this.bench = bench;
  }

  async happen(now: Happening): Promise<void> {
    if ('who' in now) await this.#act(now);
    else await this.#befall(now.what);
  }

  async session(who: string): Promise<Session | undefined> {
    return this.bench.sessions.find(who, 'containers');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.bench[Symbol.asyncDispose]();
  }

  async #act({ what, who }: Extract<Happening, { who: string }>): Promise<void> {
    const session = what === 'start' ? await this.bench.sessions.start(who, 'containers') : await this.session(who);
    if (session === undefined) return;
    // What has no machine to be done with is refused, which is as it should be.
    const refusal = (error: unknown) => expect(error).toHaveProperty('code');
    if (what === 'end') await session.end();
    if (what === 'fresh') await session.freshMachine();
    if (what === 'extend') await session.extend().catch(refusal);
    if (what === 'pass') await this.#pass(session, who).catch(refusal);
    if (what === 'look') this.#look(session, who);
    if (what === 'leave') this.#leave(who);
  }

  async #befall(what: Exclude<Happening, { who: string }>['what']): Promise<void> {
    const { bench } = this;
    if (what === 'die') bench.driver.made[0]?.die();
    if (what === 'wait') bench.clock.advance(IDLE_MS);
    if (what === 'engine-down') bench.driver.down = engineDown();
    if (what === 'engine-up') bench.driver.down = undefined;
    if (what !== 'crash') return;
    for (const who of LEARNERS) this.#leave(who);
    await bench.crash();
    await bench.start();
  }

  async #pass(session: Session, who: string): Promise<void> {
    for (const sandbox of this.bench.driver.made) sandbox.run(1);
    const verdict = await session.checkNow('one');
    if (verdict.status === 'passed') this.passed.add(who);
  }

  #look(session: Session, who: string): void {
    this.#leave(who);
    this.#pages.set(who, openPage(session));
  }

  #leave(who: string): void {
    this.#pages.get(who)?.[Symbol.dispose]();
    this.#pages.delete(who);
  }
}

/** Once everything has come to rest: nobody's machine is missing, nobody's is left over, and nothing passed is forgotten. */
async function checkRest(story: Story): Promise<void> {
  const { bench } = story;
  bench.driver.down = undefined;
  const sessions: Session[] = [];
  for (const who of LEARNERS) {
    const session = await story.session(who);
    if (session === undefined) continue;
    await vi.waitFor(
      () => {
        bench.clock.advance(1000);
        expect(machineOf(session).state).not.toBe('starting');
      },
      { interval: 1 },
    );
    sessions.push(session);
    // With a page open a session may have passed by itself as well.
    if (story.passed.has(who)) expect(taskOf(session, 'one')?.passed).toBe(true);
  }
  // A session hears a little later that its machine has died.
  const ready = await vi.waitFor(
    () => {
      bench.clock.advance(15_000);
      const now = sessions.filter((session) => machineOf(session).state === 'ready');
      expect(bench.driver.made).toHaveLength(now.length + 1);
      return now;
    },
    { interval: 1 },
  );
  const machines = ready.map((session) => {
    const terminal = session.grant('host');
    return typeof terminal === 'string' ? terminal : terminal.sandbox;
  });
  expect(new Set(machines).size).toBe(ready.length);
  for (const machine of machines) expect(bench.driver.made).toContain(machine);
}

describe('Sessions, whatever happens', () => {
  test('keep progress, share no machine, and leave none behind', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { maxLength: 14 }), async (happenings) => {
        await using story = new Story(await Workbench.open({ spares: 1, maxSandboxes: 10 }));
        for (const now of happenings) await story.happen(now);
        await checkRest(story);
      }),
      { numRuns: 30 },
    );
  }, 60_000);
});
