import { describe, expect, test } from 'vitest';
import { rowMarks, wrongTurns } from '../../../app/_map/marks.ts';
import { pictureOf } from '../../../labs/core/picture/picture-of.ts';
import { failed, passed, type Verdict } from '../../../labs/core/verdict.ts';
import type { SessionView } from '../../../server/protocol/session-view.ts';
import { namespaceOf, scene } from '../../labs/scenes.ts';

const FOUND = { ko: '뽑혀 있어요', en: 'It is pulled out' };
const pulledOut: Verdict = { ...failed('x', { expected: FOUND, found: FOUND, look: FOUND }), at: ['1/7'] };

function session(verdict: Verdict, hasPassed = false): SessionView {
  const task = (of: 'check' | 'question', said: Verdict) => ({ task: of, passed: of === 'check' && hasPassed, verdict: said });
  const step = (id: string, said: Verdict) => ({ id, opened: true, passed: false, tasks: [task('check', said)] });
  return {
    id: 's',
    lab: 'l',
    step: 'two',
    steps: [step('one', pulledOut), step('two', verdict)],
    terminals: [],
    machine: { state: 'ready', expiresAt: 0, idleEndsAt: 0 },
    now: 0,
  };
}

describe('The wrong turns on the map', () => {
  test('are those that the check of the open step names, in its words', () => {
    expect([...wrongTurns(session(pulledOut))]).toEqual([['1/7', FOUND]]);
    expect(wrongTurns(session(failed('y', { expected: FOUND, found: FOUND, look: FOUND }))).size).toBe(0);
  });

  test('are gone with a machine, and once the step has passed', () => {
    expect(wrongTurns(undefined).size).toBe(0);
    expect(wrongTurns(session(passed())).size).toBe(0);
    expect(wrongTurns(session(pulledOut, true)).size).toBe(0);
  });
});

describe('The rows of the table', () => {
  const machine = scene('nginx-default-bridge');
  const picture = pictureOf(machine);
  const web = namespaceOf(machine, 'web').id;
  const inWeb = picture.places.find(({ id }) => id === web)?.interfaces.map(({ id }) => id) ?? [];

  test('are marked with what is said of their place', () => {
    const marks = rowMarks(picture, { subject: new Set([web]), wrong: new Map([[web, FOUND]]) });
    expect(inWeb.length).toBeGreaterThan(0);
    for (const id of inWeb) expect([marks.subject.has(id), marks.wrong.get(id)]).toEqual([true, FOUND]);
  });

  test('are marked with what is said of their cable, at both ends', () => {
    const wire = picture.wires.find(({ ends }) => ends.some((end) => inWeb.includes(end)));
    const marks = rowMarks(picture, { subject: new Set([wire?.id ?? '']), wrong: new Map() });
    for (const end of wire?.ends ?? []) expect(marks.subject.has(end)).toBe(true);
  });
});
