import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Classroom } from './classroom.ts';

const PATIENCE = { timeout: 45_000 };
/** In the solution of the step "neighbours" and nowhere in its lesson. */
const SECRET = 'NetworkSettings.IPAddress';

let classroom: Classroom;
let learner: Awaited<ReturnType<Classroom['enter']>>;
let page: Page;

beforeAll(async () => {
  classroom = await Classroom.open();
  learner = await classroom.enter();
  page = learner.lab.page;
});

afterAll(async () => {
  await learner[Symbol.asyncDispose]();
  await classroom[Symbol.asyncDispose]();
});

function prediction(id: string) {
  const section = page.locator(`[data-predict=${id}]`);
  return {
    section,
    radio: (option: string) => section.locator(`input[value=${option}]`),
    state: () => section.getAttribute('data-state'),
    said: () => section.locator('[data-say]:visible').textContent(),
    why: () => section.locator('[data-why]').isVisible(),
    tag: (option: string) => section.locator(`[data-option=${option}] [data-tag]:visible`).allInnerTexts(),
  };
}

/** Everything that the page has been told from here on. */
function overhear(): () => Promise<string> {
  const told: Promise<string>[] = [];
  page.on('response', (response) => {
    // A stream has no end to wait for; its views are what the API answers as well.
    const isStream = response.headers()['content-type']?.startsWith('text/event-stream') ?? false;
    if (!isStream) told.push(response.text().catch(() => ''));
  });
  return async () => (await Promise.all(told)).join('\n');
}

describe('A learner who is asked what to expect', () => {
  test('says so by the keys before there is a machine, sees what came, and finds it again', async () => {
    const { lab } = learner;
    await lab.open('ko', 'veth-appears');
    const asked = prediction('new-on-host');
    const heights = await asked.section.locator('label').evaluateAll((labels) => labels.map((label) => label.clientHeight));
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(42);
    expect(await asked.why()).toBe(false);
    await asked.radio('none').focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await expect.poll(asked.state, PATIENCE).toBe('waiting');
    expect(await asked.tag('two')).toEqual(['내 예상']);

    await lab.startMachine();
    await expect.poll(asked.state, PATIENCE).toBe('waiting');
    await lab.type({ machine: 'host', command: 'docker run -d --name exporter -p 8080:8080 node-exporter' });
    await expect.poll(asked.state, PATIENCE).toBe('other');
    expect(await asked.tag('one')).toEqual(['실제 결과']);
    expect(await asked.tag('two')).toEqual(['내 예상']);
    expect(await asked.said()).toContain('예상과 다르게');
    expect(await asked.why()).toBe(true);

    await lab.open('en', 'veth-appears');
    await expect.poll(asked.state, PATIENCE).toBe('other');
    expect(await asked.tag('one')).toEqual(['What happened']);
    expect(await asked.radio('none').isDisabled()).toBe(true);
  });
});

describe('A learner who asks for the solution', () => {
  const panel = () => page.locator('[data-solution-panel]');

  test('is told nothing of it before, is asked whether it is wanted, and does it command by command', async () => {
    const { lab } = learner;
    const told = overhear();
    await lab.open('en', 'neighbours');
    await expect.poll(() => lab.stateOf('check'), PATIENCE).toBe('failed');
    await page.locator('[data-solution]').click();
    await panel().getByText('solution was seen').waitFor();
    expect(await told()).not.toContain(SECRET);
    expect(await page.content()).not.toContain(SECRET);
    await panel().getByRole('button', { name: 'keep trying' }).click();
    await expect.poll(() => panel().count()).toBe(0);
    expect(await hasFocus(page, '[data-solution]')).toBe(true);

    const asked = prediction('whose-mac');
    await asked.section.locator('[data-option=container]').click();
    await expect.poll(asked.state, PATIENCE).toBe('waiting');
    await page.locator('[data-solution]').click();
    await page.locator('[data-solution-yes]').click();
    expect(await hasFocus(page, '[data-solution-panel]')).toBe(true);
    const lines = panel().locator('[data-command]');
    await lines.first().waitFor();
    // The container that an earlier step makes is missing on this machine; the other one runs.
    expect(await lines.first().getAttribute('data-command')).toBe('docker run -d --name web nginx');
    expect(await panel().textContent()).toContain(SECRET);
    for (const line of await lines.all()) {
      await line.locator('[data-action=run]').click();
      await lab.promptOn('host');
    }
    await lab.turnsGreen('check');
    await expect.poll(asked.state, PATIENCE).toBe('right');
    expect((await asked.tag('container')).toSorted()).toEqual(['What happened', 'Your guess']);
  });

  test('has it said of the step, after a reload and a crash of the server as well', async () => {
    const { lab } = learner;
    const mark = () => page.getByRole('link', { name: /^11\. .*\(done, solution seen\)/ }).count();
    await expect.poll(mark, PATIENCE).toBe(1);
    await classroom.crashAndRestart();
    await lab.open('ko', 'neighbours');
    await page.locator('[data-solution]', { hasText: '풀이 다시 보기' }).click();
    await panel().locator('[data-command]').first().waitFor();
    expect(await page.locator('[data-solution-yes]').count()).toBe(0);
    expect(await panel().locator('[data-machine=host]').count()).toBeGreaterThan(3);
  });

  test('compares with it after passing alone, which is not held against anybody', async () => {
    const { lab } = learner;
    await lab.open('en', 'namespace');
    await lab.turnsGreen('check');
    await page.locator('[data-solution]', { hasText: 'Compare with the solution' }).click();
    await panel().locator('[data-command]').first().waitFor();
    expect(await page.locator('[data-solution-yes]').count()).toBe(0);
    await page.reload();
    await page.locator('[data-solution]', { hasText: 'Compare with the solution' }).waitFor();
    expect(await page.getByRole('link', { name: /^1\. .*\(done\)/ }).count()).toBe(1);
  });
});

describe('A learner without a mouse', () => {
  test('stays in the lesson when the field of a right answer goes away before the answer to it is here', async () => {
    await using other = await classroom.enter();
    const { lab } = other;
    await lab.open('en', 'empty-bridge');
    await lab.startMachine();
    await lab.type({ machine: 'host', command: 'cat /sys/class/net/docker0/bridge/bridge_id' });
    const id = await lab.lastLine('host');
    let letThrough = () => {};
    const isHeld = new Promise<void>((resolve) => {
      letThrough = resolve;
    });
    await lab.page.route('**/answer', async (route) => {
      const response = await route.fetch();
      await isHeld;
      await route.fulfill({ response });
    });
    await lab.page.locator('[data-task=question] input').focus();
    await lab.page.keyboard.type(id);
    await lab.page.keyboard.press('Enter');
    await lab.turnsGreen('question');
    expect(await hasFocus(lab.page, '[data-task=question]')).toBe(true);
    letThrough();
  });

  test('stays at the hints when there are no more to ask for', async () => {
    await using other = await classroom.enter();
    const { page: alone } = other.lab;
    await other.lab.open('en', 'neighbours');
    const more = alone.locator('[data-hints] button');
    await more.focus();
    while ((await more.count()) > 0) await alone.keyboard.press('Enter');
    expect(await hasFocus(alone, '[data-hints]')).toBe(true);
  });
});

function hasFocus(inside: Page, selector: string): Promise<boolean> {
  return inside.evaluate((wanted) => document.activeElement?.closest(wanted) instanceof Element, selector);
}
