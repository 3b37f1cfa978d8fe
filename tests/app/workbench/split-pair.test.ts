import { describe, expect, test } from 'vitest';
import { splitPair } from '../../../app/_workbench/split-pair.ts';

const host = { name: 'host', machine: 'host' } as const;
const client = { name: 'client', machine: 'client' } as const;
const host2 = { name: 'host-2', machine: 'host' } as const;
const all = [host, client, host2];

describe('splitPair', () => {
  test.each([
    ['host and client, where there are both', all, 'host', undefined, ['host', 'client']],
    ['the same whichever of them is in front', all, 'client', undefined, ['host', 'client']],
    ['the pair as it was', all, 'host', ['host', 'host-2'], ['host', 'host-2']],
    ['another pair for a terminal that was not shown', all, 'host-2', ['host', 'client'], ['client', 'host-2']],
    ['another pair where one was closed', [host, client], 'host', ['host', 'host-2'], ['host', 'client']],
    ['two of one machine where there is no other', [host, host2], 'host-2', undefined, ['host', 'host-2']],
    ['no pair of one', [host], 'host', undefined, undefined],
  ] as const)('shows %s', (...[, terminals, front, before, pair]) => {
    expect(splitPair(terminals, front, before)).toEqual(pair);
  });
});
