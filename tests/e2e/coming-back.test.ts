import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Classroom } from './classroom.ts';

let classroom: Classroom;

beforeAll(async () => {
  classroom = await Classroom.open();
});

afterAll(async () => {
  await classroom[Symbol.asyncDispose]();
});

const host = (command: string) => ({ machine: 'host', command }) as const;

describe('A learner who leaves and comes back', () => {
  test('finds the same step and the same machine in the other language', async () => {
    await using learner = await classroom.enter();
    const { lab } = learner;
    await lab.open('ko', 'docker0');
    await lab.startMachine();
    await lab.type(host('touch /root/mine'));
    await lab.page.locator('a[hreflang=en]').click();
    await expect.poll(() => lab.page.url()).toContain('/en/labs/docker-network/docker0');
    await expect.poll(() => lab.page.locator('html').getAttribute('lang')).toBe('en');
    await lab.type(host('ls /root'));
    expect(await lab.lastLine('host')).toBe('mine');
  });

  test('finds the screen as it was after a reload', async () => {
    await using learner = await classroom.enter();
    const { lab } = learner;
    await lab.open('ko', 'namespace');
    await lab.startMachine();
    await lab.type(host('echo 가나다 한글도 그대로'));
    const before = await lab.screen('host');
    await lab.page.reload();
    await lab.promptOn('host');
    expect(await lab.screen('host')).toEqual(before);
  });

  test('finds shell, screen and progress after the server was killed and started again', async () => {
    await using learner = await classroom.enter();
    const { lab } = learner;
    await lab.open('en', 'namespace');
    await lab.startMachine();
    await lab.type(host('docker run -d --name web nginx'));
    await lab.turnsGreen('check');
    await lab.type(host('cd /tmp && sleep 1000 &'));
    await lab.type(host('cd /var/log'));
    await lab.type(host('echo $$'));
    const shell = await lab.lastLine('host');
    const before = await lab.screen('host');

    await classroom.crashAndRestart();
    await lab.page.reload();

    await lab.promptOn('host');
    expect(await lab.screen('host')).toEqual(before);
    expect(await lab.stateOf('check')).toBe('passed');
    await lab.type(host('echo $$ $PWD $(pgrep -x sleep | wc -l)'));
    expect(await lab.lastLine('host')).toBe(`${shell} /var/log 1`);
  });

  test('goes on typing without a reload when the server comes back under an open page', async () => {
    await using learner = await classroom.enter();
    const { lab } = learner;
    await lab.open('en', 'namespace');
    await lab.startMachine();
    await lab.type(host('ANSWER=42'));
    await classroom.crashAndRestart();
    await expect
      .poll(() => lab.page.locator('section[data-terminal=host]').getAttribute('data-terminal-state'), { timeout: 45_000 })
      .toBe('open');
    await lab.type(host('echo $ANSWER'));
    expect(await lab.lastLine('host')).toBe('42');
  });

  test('finds what was entered on the machine before in the shells of the next', async () => {
    await using learner = await classroom.enter();
    const { lab } = learner;
    await lab.open('en', 'namespace');
    await lab.startMachine();
    await lab.type(host('echo once upon a time'));
    await lab.page.locator('#machine').getByRole('button', { name: 'Machine menu' }).click();
    await lab.page.getByRole('menuitem', { name: /^End the/ }).click();
    await lab.page.getByRole('alertdialog').getByRole('button').last().click();
    await lab.startMachine();
    await lab.page.locator('section[data-terminal=host] textarea').focus();
    await lab.page.keyboard.press('ArrowUp');
    await expect.poll(async () => (await lab.screen('host')).at(-1), { timeout: 15_000 }).toMatch(/# echo once upon a time$/);
  });
});
