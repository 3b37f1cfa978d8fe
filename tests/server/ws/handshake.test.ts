import { describe, expect, test, vi } from 'vitest';
import { SandboxError } from '../../../sandbox/errors.ts';
import { playedShell } from './played-shell.ts';
import { TerminalDoor } from './terminal-door.ts';

describe('the handshake of a terminal socket', () => {
  test.each([
    ['a foreign Origin', { headers: { Origin: 'https://evil.example', Cookie: 'learner=ann' } }, 403],
    ['no Origin', { headers: { Cookie: 'learner=ann' } }, 403],
    ['no cookie', { withoutCookie: true }, 401],
    ["another learner's session", { learner: 'bob' }, 403],
    ['an unknown session', { path: '/ws/sessions/s2/terminals/host' }, 404],
    ['an unknown terminal', { path: '/ws/sessions/s1/terminals/host-9' }, 404],
    ['another path', { path: '/ws/sessions/s1' }, 404],
    ['another protocol', { protocol: 'lab-terminal.v9' }, 400],
    ['no protocol', { protocol: '' }, 400],
  ])('refuses %s in the handshake and starts nothing', async (_, request, status) => {
    const shell = playedShell();
    await using door = await TerminalDoor.open(shell);
    const { withoutCookie, learner, ...options } = { withoutCookie: false, learner: undefined, ...request };
    const ours = door.headers(learner);
    const headers = withoutCookie ? { Origin: ours.Origin ?? '' } : ours;
    expect(await door.statusOf({ headers, ...options })).toBe(status);
    expect(shell.opened).toEqual([]);
  });

  test('refuses a Host that is not ours', async () => {
    const shell = playedShell();
    await using door = await TerminalDoor.open(shell);
    const headers = { Host: 'evil.example', Origin: 'http://evil.example', Cookie: 'learner=ann' };
    expect(await door.statusOf({ headers })).toBe(403);
    expect(shell.opened).toEqual([]);
  });

  test('opens the shell of the named machine at the size of the first page', async () => {
    const shell = playedShell();
    await using door = await TerminalDoor.open(shell);
    await door.page('?cols=100&rows=30', 'client').ready();
    expect(shell.opened).toEqual([{ id: 'client', machine: 'client', size: { cols: 100, rows: 30 } }]);
  });

  test('says in HTTP that the shell cannot be reached, and tries again for the next page', async () => {
    const shell = playedShell();
    let broken = true;
    await using door = await TerminalDoor.open({
      openTerminal: (options) => {
        if (broken) throw new SandboxError('sandbox/terminal-failed', 'broken');
        return shell.openTerminal(options);
      },
    });
    expect(await door.statusOf({})).toBe(502);
    broken = false;
    expect(await door.statusOf({})).toBe(101);
  });

  test('lets no more pages look at one terminal when all come before it is open', async () => {
    const shell = playedShell();
    const isOpen = Promise.withResolvers<void>();
    await using door = await TerminalDoor.open({
      openTerminal: (options) => isOpen.promise.then(() => shell.openTerminal(options)),
    });
    const statuses = Array.from({ length: 20 }, () => door.statusOf({}));
    await vi.waitFor(() => expect(door.asked).toBe(20));
    isOpen.resolve();
    expect((await Promise.all(statuses)).filter((status) => status === 101)).toHaveLength(8);
  });

  test('lets only so many pages look at one terminal', async () => {
    const shell = playedShell();
    await using door = await TerminalDoor.open(shell);
    for (let page = 0; page < 8; page += 1) await door.page().ready();
    expect(await door.statusOf({})).toBe(429);
  });
});
