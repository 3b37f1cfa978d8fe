import { describe, expect, test } from 'vitest';
import {
  hangulOutcome,
  latencyOutcome,
  type Outcomes,
  overallOf,
  screenOutcome,
  streamOutcome,
} from '../../../app/_check/outcome.ts';
import { summaryText } from '../../../app/_check/summary-text.ts';

const allGood: Outcomes = {
  websocket: { state: 'ok' },
  streaming: { state: 'ok' },
  latency: { state: 'ok', facts: { ms: 12 } },
  cookies: { state: 'ok' },
  webgl: { state: 'ok' },
  screen: { state: 'ok', facts: { width: 1440, height: 900 } },
};

describe('the check of the browser', () => {
  test.each([
    [[12, 14, 400], 'ok', 14],
    [[0.2], 'ok', 1],
    [[130, 200, 900], 'limits', 200],
    [[350, 400, 500], 'problem', 400],
    [[], 'problem', '?'],
  ] as const)('judges round trips of %j by their median', (times, state, ms) => {
    expect(latencyOutcome(times)).toEqual({ state, facts: { ms } });
  });

  test.each([
    ['as they were sent', [0, 150, 300, 450], 'ok'],
    ['a little bunched', [0, 5, 290, 300], 'ok'],
    ['all at once', [450, 450, 451, 451], 'limits'],
    ['only in part', [0, 150], 'problem'],
    ['not at all', [], 'problem'],
  ] as const)('judges a stream whose pieces come %s', (_, arrived, state) => {
    expect(streamOutcome(arrived, { pieces: 4, apartMs: 150 })).toEqual({ state });
  });

  test.each([
    ['한', true, 'ok'],
    ['한글', false, 'limits'],
    ['ㅎㅏㄴ', false, 'problem'],
    ['ㅎ', true, undefined],
    ['gks', false, undefined],
  ] as const)('judges what came for a syllable: %s', (text, wasComposed, state) => {
    expect(hangulOutcome(text, wasComposed)?.state).toBe(state);
  });

  test('says how large the page is', () => {
    expect(screenOutcome({ width: 360, height: 740 })).toEqual({ state: 'limits', facts: { width: 360, height: 740 } });
  });

  test.each([
    ['is not done before everything is', { ...allGood, streaming: undefined }, 'running'],
    ['is good when all is', allGood, 'ok'],
    ['has limits where WebSockets are blocked and streams are not', { ...allGood, websocket: { state: 'problem' } }, 'limits'],
    ['fails where both are', { ...allGood, websocket: { state: 'problem' }, streaming: { state: 'problem' } }, 'problem'],
    ['counts what a person has tried', { ...allGood, clipboard: { state: 'problem' } }, 'problem'],
  ] as const)('%s', (_, outcomes, overall) => {
    expect(overallOf(outcomes as Outcomes)).toBe(overall);
  });

  test('sums itself up in lines that can be sent', () => {
    expect(summaryText(allGood, 'Browser/1.0').split('\n')).toEqual([
      'Vethlab browser check',
      'websocket: ok',
      'streaming: ok',
      'latency: ok (12)',
      'cookies: ok',
      'webgl: ok',
      'screen: ok (1440 900)',
      'clipboard: not checked',
      'ime: not checked',
      'browser: Browser/1.0',
    ]);
  });
});
