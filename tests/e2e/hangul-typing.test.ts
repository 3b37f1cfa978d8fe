import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Classroom } from './classroom.ts';
import { HangulKeyboard } from './hangul-keyboard.ts';

let classroom: Classroom;

beforeAll(async () => {
  classroom = await Classroom.open();
});

afterAll(async () => {
  await classroom[Symbol.asyncDispose]();
});

/** 안녕 as `cat -v` shows its bytes. */
const HELLO = 'M-lM-^UM-^HM-kM-^EM-^U';

/** In the page: no timer runs before its time and this many milliseconds are over. */
function holdTimers(lateMs: number): void {
  const setTimer = window.setTimeout;
  Object.assign(window, {
    setTimeout: (call: () => void, ms = 0, ...rest: []) => setTimer(call, ms + lateMs, ...rest),
  });
}

describe('A learner with a Korean input method on', () => {
  test.each([
    ['on an idle page', 0],
    ['on a page so busy that timers come late', 60],
  ])('types every syllable and every command key exactly once %s', async (_, lateMs) => {
    await using learner = await classroom.enter();
    const { lab } = learner;
    await lab.page.addInitScript(holdTimers, lateMs);
    await lab.open('ko');
    await lab.startMachine();
    await lab.page.locator('section[data-terminal=host] textarea').focus();
    await lab.page.keyboard.type('clear; stty raw -echo; cat -v\n');
    await expect.poll(() => lab.screen('host')).toEqual([]);
    const keyboard = await HangulKeyboard.of(lab.page);
    let typed = '';
    const expectTyped = async (text: string) => {
      typed += text;
      await expect.poll(async () => (await lab.screen('host')).join(''), { timeout: 10_000 }).toBe(typed);
    };

    await keyboard.compose();
    await keyboard.press('Enter', { commit: ['녕'] });
    await expectTyped(`${HELLO}^M`);
    await keyboard.press('KeyC', { control: true });
    await expectTyped('^C');
    await keyboard.compose();
    await keyboard.press('KeyC', { control: true });
    await expectTyped(`${HELLO}^C`);
    await keyboard.compose();
    await keyboard.press('Escape');
    await expectTyped(`${HELLO}^[`);
    await keyboard.press('KeyB', { alt: true });
    await expectTyped('^[b');
    await keyboard.compose();
    await keyboard.press('ArrowLeft', { commit: ['녕'] });
    await expectTyped(`${HELLO}^[[D`);
    await keyboard.compose();
    await keyboard.press('Digit1', { commit: ['녕', '1'] });
    await expectTyped(`${HELLO}1`);
    await keyboard.press('Digit2', { commit: ['2'] });
    await expectTyped('2');
    await keyboard.compose();
    await keyboard.press('KeyU', { control: true });
    await keyboard.compose();
    await keyboard.press('Enter', { commit: ['녕'] });
    await expectTyped(`${HELLO}^U${HELLO}^M`);
  });
});
