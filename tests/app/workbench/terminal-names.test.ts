import { expect, test } from 'vitest';
import { namedTerminals } from '../../../app/_workbench/terminal-names.ts';

test('namedTerminals numbers a machine’s second and later terminals', () => {
  const terminals = (['host', 'client', 'host', 'host'] as const).map((machine, index) => ({ name: `t${index}`, machine }));
  expect(namedTerminals(terminals).map(({ machine, number }) => [machine, number])).toEqual([
    ['host', undefined],
    ['client', undefined],
    ['host', 2],
    ['host', 3],
  ]);
});
