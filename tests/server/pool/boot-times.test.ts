import { describe, expect, test } from 'vitest';
import { BootTimes } from '../../../server/pool/boot-times.ts';

describe('BootTimes', () => {
  test('knows nothing before a machine has come up', () => {
    const times = new BootTimes();
    expect([times.whole, times.usual]).toEqual([undefined, undefined]);
  });

  test('says what is usual, and leaves the odd one out', () => {
    const times = new BootTimes();
    for (const docker of [400, 500, 600, 500, 9000, 500, 500, 500, 500, 500]) {
      times.add({ machine: 300, network: 50, docker, ready: 10 });
    }
    expect(times.usual).toEqual({ machine: 300, network: 50, docker: 500, ready: 10 });
    expect(times.whole).toEqual({ fromMs: 860, toMs: 960 });
  });

  test('follows a server that has become slower', () => {
    const times = new BootTimes();
    for (const machine of [...Array(20).fill(100), ...Array(20).fill(900)]) {
      times.add({ machine, network: 0, docker: 0, ready: 0 });
    }
    expect(times.whole).toEqual({ fromMs: 900, toMs: 900 });
  });
});
