import { describe, expect, test } from 'vitest';
import { initialState, withoutPending, withPending, withSession } from '../../../app/_session/session-state.ts';
import type { SessionView } from '../../../server/protocol/session-view.ts';

function view(now: number, changes: Partial<SessionView> = {}): SessionView {
  const machine = { state: 'ready', expiresAt: now + 60_000, idleEndsAt: now + 60_000 } as const;
  return { id: 's1', lab: 'docker-network', step: 'docker0', steps: [], terminals: [], machine, now, ...changes };
}

describe('Session state', () => {
  test('takes in a newer view and learns the server’s clock', () => {
    const state = withSession(initialState, view(Date.now() + 5000));
    expect(state.presence).toBe('present');
    expect(state.clockOffsetMs).toBeGreaterThan(4000);
  });

  test('ignores a view that was overtaken', () => {
    const state = withSession(initialState, view(2000, { step: 'pair' }));
    expect(withSession(state, view(1000))).toBe(state);
  });

  test('takes any view of another session', () => {
    const state = withSession(initialState, view(2000));
    expect(withSession(state, view(1000, { id: 's2' })).session?.id).toBe('s2');
  });

  test('forgets a refusal when the same thing is tried again, and only then', () => {
    const refusal = { during: 'check', trouble: 'unreachable', id: undefined } as const;
    const state = { ...initialState, refusal };
    expect(withPending(state, 'start').refusal).toBe(refusal);
    expect(withPending(state, 'check').refusal).toBeUndefined();
  });

  test('knows what is waited for', () => {
    const both = withPending(withPending(initialState, 'check'), 'extend');
    expect([...withoutPending(both, 'check').pending]).toEqual(['extend']);
  });
});
