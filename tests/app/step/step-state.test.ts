import { describe, expect, test } from 'vitest';
import { stepState } from '../../../app/_step/step-state.ts';

const task = (name: 'check' | 'question', passed: boolean) => ({ task: name, passed });

describe('stepState', () => {
  test('is open before anything is known', () => {
    expect(stepState(undefined)).toBe('open');
  });

  test('is partly done while one of two tasks is passed', () => {
    const tasks = [task('check', true), task('question', false)];
    expect(stepState({ id: 'docker0', opened: true, passed: false, tasks })).toBe('partly');
  });

  test('is passed when the server says so', () => {
    expect(stepState({ id: 'docker0', opened: true, passed: true, tasks: [task('check', true)] })).toBe('passed');
  });
});
