import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { SetupProblem } from '../../../scripts/bootstrap/setup-problem.js';
import { runStages, type Stage } from '../../../scripts/bootstrap/stage.js';

const name = { ko: '단계', en: 'stage' };

describe('runStages', () => {
  test('runs what is not up to date, in order, and skips the rest', async () => {
    const ran: string[] = [];
    const stage = (id: string, done: boolean): Stage => ({
      id: `test-${id}`,
      name,
      isUpToDate: () => done,
      run: async () => void ran.push(id),
    });
    await runStages([stage('a', false), stage('b', true), stage('c', false)]);
    expect(ran).toEqual(['a', 'c']);
  });

  test('keeps what a command prints in the log, and names the log when the stage fails', async () => {
    let path = '';
    const failing: Stage = {
      id: 'test-failing',
      name,
      isUpToDate: () => false,
      run: async (log) => {
        path = log.path;
        await log.run(['sh', '-c', 'echo to stdout; echo to stderr >&2; exit 3']);
      },
    };
    const problem = await runStages([failing]).catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(SetupProblem);
    expect(problem).toMatchObject({ next: expect.stringContaining('test-failing.log') });
    expect(readFileSync(path, 'utf8')).toMatch(/to stdout\nto stderr/);
  });

  test('lets a stage explain its failure by the end of its log', async () => {
    const known = new SetupProblem({ ko: '꽉 찼어요.', en: 'It is full.' }, { ko: '비우세요.', en: 'Make room.' });
    const failing: Stage = {
      id: 'test-explained',
      name,
      isUpToDate: () => false,
      run: (log) => log.run(['sh', '-c', 'echo No space left; exit 1']),
      explain: (tail) => (tail.includes('No space left') ? known : undefined),
    };
    await expect(runStages([failing])).rejects.toBe(known);
  });

  test('ends the running command when interrupted, and waits for it', async () => {
    const interruption = new AbortController();
    const reason = new SetupProblem({ ko: '멈췄어요.', en: 'Stopped.' }, { ko: '다시 하세요.', en: 'Again.' });
    let tidied = false;
    const slow: Stage = {
      id: 'test-slow',
      name,
      isUpToDate: () => false,
      async run(log) {
        interruption.abort(reason);
        await log.run(['sleep', '60']).finally(() => {
          tidied = true;
        });
      },
    };
    await expect(runStages([slow], interruption.signal)).rejects.toBe(reason);
    expect(tidied).toBe(true);
  });
});
