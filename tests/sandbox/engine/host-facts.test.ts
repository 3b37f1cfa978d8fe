import { expect, test } from 'vitest';
import { hostFacts } from '../../../sandbox/engine/host-facts.ts';

test('a host that runs the other tests has all that the engine needs', () => {
  const facts = hostFacts('/var/lib/vethlab');
  expect(facts.map(({ code }) => code)).toEqual([
    'daemons',
    'overlay',
    'user-namespaces',
    'bridge-netfilter',
    'cgroups',
    'storage',
  ]);
  expect(facts.filter(({ isPresent }) => !isPresent)).toEqual([]);
});

test('a home that does not exist yet is judged by the folder it will lie in', () => {
  expect(hostFacts('/proc/no/such/home').at(-1)).toMatchObject({ code: 'storage', detail: '/proc' });
});
