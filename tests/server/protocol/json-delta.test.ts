import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applied, type Delta, deltaBetween, type Json } from '../../../server/protocol/json-delta.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures/observations');
const observations = readdirSync(FIXTURES).map((file) => JSON.parse(readFileSync(join(FIXTURES, file), 'utf8')) as Json);

/** As it comes out of a file. */
const written = (delta: Delta) => JSON.parse(JSON.stringify(delta)) as Delta;

const key = fc.oneof(fc.constantFrom('id', 'index', 'name', '__proto__', 'constructor', 'toString'), fc.string());
const json = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, false, 0, 1, 'a', 'b'),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.array(fc.tuple(key, tie('value')), { maxLength: 5 }).map((entries) => Object.fromEntries(entries) as Json),
  ),
})).value;

describe('A delta', () => {
  test('leads from any value to any other, through a file', () => {
    fc.assert(
      fc.property(json, json, (before, after) => {
        const delta = deltaBetween(before, after);
        const reached = delta === undefined ? before : applied(before, written(delta));
        expect(JSON.parse(JSON.stringify(reached))).toEqual(JSON.parse(JSON.stringify(after)));
      }),
    );
  });

  test('is none between equal values', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(deltaBetween(value, JSON.parse(JSON.stringify(value)))).toBeUndefined();
      }),
    );
  });

  test('leads from each recorded observation to each other', () => {
    for (const before of observations) {
      for (const after of observations) {
        const delta = deltaBetween(before, after);
        expect(delta === undefined ? before : applied(before, written(delta))).toEqual(after);
      }
    }
  });

  test('is short where little has changed, and shares what has not', () => {
    const item = (id: string, up: boolean) => ({ id, up, addresses: Array.from({ length: 50 }, (_, at) => `10.0.0.${at}`) });
    const before = [item('a', true), item('b', true), item('c', true)];
    const after = [item('new', true), item('a', true), item('b', false), item('c', true)].slice(1);
    const delta = deltaBetween(before, after) as Delta;
    expect(JSON.stringify(delta)).toBe('["a",[["c",0,1],["e",1,["k",[["up",["=",false]]]]],["c",2,1]]]');
    expect((applied(before, delta) as typeof before)[2]).toBe(before[2]);
  });

  test('of another value is refused', () => {
    expect(() => applied('text', ['k', [['id', null]]])).toThrow('another value');
  });
});
