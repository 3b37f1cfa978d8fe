import { describe, expect, test } from 'vitest';
import { problemTexts } from '../../../app/_text/problems.ts';
import { problemCodes } from '../../../server/protocol/problems.ts';

describe('problemTexts', () => {
  test('word every problem that the server may report', () => {
    expect(Object.keys(problemTexts)).toEqual(expect.arrayContaining([...problemCodes]));
  });

  test.each(Object.entries(problemTexts))('say what happened and what to do next: %s', (_code, { title, next }) => {
    expect(title.ko).toMatch(/[가-힣].*요\.$/);
    expect(next.ko).toMatch(/[가-힣].*요\.$/);
    expect(title.en).toMatch(/^[A-Z].*\.$/);
    expect(next.en).toMatch(/^[A-Z].*\.$/);
  });

  test('tell nobody of codes, stacks or file names', () => {
    expect(JSON.stringify(Object.values(problemTexts))).not.toMatch(/sandbox\/|\.ts|Error:/);
  });
});
