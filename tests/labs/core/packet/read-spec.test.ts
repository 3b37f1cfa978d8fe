import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readSpec } from '../../../../labs/core/packet/read-spec.ts';
import { observationSchema } from '../../../../sandbox/observation.ts';

const FOLDER = new URL('../../../fixtures/observations/', import.meta.url);

describe('The text of a rule', () => {
  test('is read as conditions, a target and what the target is told', () => {
    const spec = readSpec('! -i docker0 -p tcp -m tcp --dport 8080 -j DNAT --to-destination 172.17.0.3:8080');
    expect(spec.matches).toEqual([
      { option: '-i', values: ['docker0'], isNegated: true },
      { option: '-p', values: ['tcp'], isNegated: false },
      { option: '-m', values: ['tcp'], isNegated: false },
      { option: '--dport', values: ['8080'], isNegated: false },
    ]);
    expect(spec.target).toBe('DNAT');
    expect(spec.targetOptions.get('--to-destination')).toEqual(['172.17.0.3:8080']);
  });

  test('may say an option with two words, and one with none', () => {
    const { matches } = readSpec('-m addrtype ! --dst-type LOCAL --limit-iface-in -m tcp --tcp-flags FIN,SYN,RST,ACK SYN');
    expect(matches).toContainEqual({ option: '--dst-type', values: ['LOCAL'], isNegated: true });
    expect(matches).toContainEqual({ option: '--limit-iface-in', values: [], isNegated: false });
    expect(matches).toContainEqual({ option: '--tcp-flags', values: ['FIN,SYN,RST,ACK', 'SYN'], isNegated: false });
  });

  test('is not misled by a comment that looks like an option', () => {
    expect(readSpec('-m comment --comment "not -j DROP" -j ACCEPT').target).toBe('ACCEPT');
    expect(readSpec('-m comment --comment -j -j ACCEPT').target).toBe('ACCEPT');
    expect(readSpec('-m comment --comment "a \\" -j DROP" -j RETURN').target).toBe('RETURN');
  });

  test('tells a jump from a goto, and a rule that only counts from both', () => {
    expect(readSpec('-j CHAIN').isGoto).toBe(false);
    expect(readSpec('-g CHAIN')).toMatchObject({ target: 'CHAIN', isGoto: true });
    expect(readSpec('-s 10.0.0.0/8')).toMatchObject({ target: undefined, isGoto: false });
    expect(readSpec('')).toMatchObject({ matches: [], target: undefined });
  });

  test.each(readdirSync(FOLDER))('agrees with what the observer reads, in %s', (name) => {
    const { namespaces } = observationSchema.parse(JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')));
    for (const rule of namespaces.flatMap(({ tables }) => tables.flatMap(({ chains }) => chains.flatMap(({ rules }) => rules)))) {
      const spec = readSpec(rule.spec);
      expect(spec.target).toBe(rule.target);
      expect(spec.matches.find(({ option }) => option === '-i')?.values[0]).toBe(rule.inInterface);
      expect(spec.matches.find(({ option }) => option === '-d')?.values[0]).toBe(rule.destination);
      expect(spec.targetOptions.get('--to-destination')?.[0]).toBe(rule.toDestination);
    }
  });
});
