import { describe, expect, test } from 'vitest';
import { BootWatch } from '../../../sandbox/docker/boot-watch.ts';

describe('BootWatch', () => {
  test('tells the stages it reads, in whatever pieces they come', async () => {
    const stages: string[] = [];
    const watch = new BootWatch((stage) => stages.push(stage));
    for (const piece of [
      'vethlab: sta',
      'ge network\nvethlab: stage do',
      'cker\nvethlab: stage nonsense\n',
      'vethlab: stage ready\n',
    ]) {
      watch.write(piece);
    }
    await watch.ready;
    expect(stages).toEqual(['network', 'docker', 'ready']);
  });

  test("fails with the machine's last words when its output ends before it is ready", async () => {
    const watch = new BootWatch(() => undefined);
    watch.end('vethlab: stage docker\ndockerd did not start\n');
    await expect(watch.ready).rejects.toMatchObject({
      code: 'sandbox/boot-failed',
      message: expect.stringMatching(/dockerd did not start$/),
    });
  });
});
