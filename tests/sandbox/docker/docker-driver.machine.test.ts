import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BootStage } from '../../../sandbox/driver.ts';
import { openTestEngine, SMALL, type TestEngine } from '../../support/test-driver.ts';
import { describeDriverContract } from '../driver-contract.ts';

let engine: TestEngine;

beforeAll(async () => {
  engine = await openTestEngine();
});

afterAll(async () => {
  await engine?.[Symbol.asyncDispose]();
});

describeDriverContract('DockerDriver', { makeDriver: async () => engine.openDriver(), outlivesServer: true });

describe('DockerDriver', () => {
  test('tells each stage as it begins', async () => {
    await using driver = engine.openDriver();
    const stages: BootStage[] = [];
    const signal = new AbortController().signal;
    await using _ = await driver.create({ limits: SMALL, signal, onStage: (stage) => stages.push(stage) });
    expect(stages).toEqual(['machine', 'network', 'docker', 'ready']);
  });

  test('removes a machine that is no longer wanted while it boots', async () => {
    await using driver = engine.openDriver();
    const stop = new AbortController();
    const unwanted = new Error('unwanted');
    const booting = driver.create({
      limits: SMALL,
      signal: stop.signal,
      onStage: (stage) => stage === 'network' && stop.abort(unwanted),
    });
    await expect(booting).rejects.toBe(unwanted);
    expect(await sandboxes()).toEqual([]);
  });

  test('removes a machine that does not come up, and says what it said', async () => {
    await using driver = engine.openDriver();
    const tooSmall = { ...SMALL, diskMib: 0 };
    const booting = driver.create({ limits: { ...tooSmall, pids: 3 }, signal: new AbortController().signal });
    await expect(booting).rejects.toMatchObject({ name: 'SandboxError' });
    expect(await sandboxes()).toEqual([]);
  });

  test('says so when a machine ends by itself', async () => {
    await using driver = engine.openDriver();
    await using sandbox = await driver.create({ limits: SMALL, signal: new AbortController().signal });
    const container = (await sandboxes()).at(0);
    await engine.docker.getContainer(container ?? '').kill();
    await sandbox.gone;
    await expect(sandbox.openTerminal({ id: 'x', machine: 'host', size: { cols: 80, rows: 24 } })).rejects.toMatchObject({
      code: 'sandbox/gone',
    });
  });

  test('does not adopt a machine that has ended, and removes it', async () => {
    await using driver = engine.openDriver();
    await driver.create({ limits: SMALL, signal: new AbortController().signal });
    const [container = ''] = await sandboxes();
    await engine.docker.getContainer(container).kill();
    await using later = engine.openDriver();
    expect(await later.adopt()).toEqual([]);
    expect(await sandboxes()).toEqual([]);
  });
});

async function sandboxes(): Promise<string[]> {
  const containers = await engine.containers();
  return containers.filter(({ Labels }) => 'vethlab.sandbox' in Labels).map(({ Id }) => Id);
}
