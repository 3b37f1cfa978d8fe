import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestEngine, SMALL, type TestEngine } from '../../support/test-driver.ts';

const ROUNDS = 6;
const size = { cols: 80, rows: 24 };
let engine: TestEngine;

beforeAll(async () => {
  engine = await openTestEngine();
});

afterAll(async () => {
  await engine?.[Symbol.asyncDispose]();
});

test('machines that came and went leave nothing on the host, in the engine or in the server', async () => {
  await using driver = engine.openDriver();
  const oneMachine = async () => {
    await using sandbox = await driver.create({ limits: SMALL, signal: new AbortController().signal });
    await sandbox.exec(['docker', 'run', '-d', 'nginx']);
    using _terminal = await sandbox.openTerminal({ id: 'host', machine: 'host', size });
    using _listener = sandbox.onObservation(() => undefined, { counters: true });
    await sandbox.observe();
  };
  // The first one brings the observer and the connections that are kept.
  await oneMachine();
  const before = await census();
  for (let round = 0; round < ROUNDS; round += 1) await oneMachine();
  await expect.poll(census, { timeout: 20_000, interval: 250 }).toEqual(before);
});

/** Of this process and of the engine: other tests run beside this one, so what is theirs is left out. */
async function census() {
  const containers = await engine.containers();
  return {
    containers: containers.length,
    descriptors: readdirSync('/proc/self/fd').map(kindOfDescriptor).filter(Boolean).sort().join(),
    observing: await processes(containers),
    mounts: readFileSync('/proc/self/mountinfo', 'utf8').split('\n').length,
    interfaces: readdirSync('/sys/class/net').join(),
  };
}

function kindOfDescriptor(descriptor: string): string {
  try {
    return readlinkSync(`/proc/self/fd/${descriptor}`).replace(/:.*/, '');
  } catch {
    return '';
  }
}

async function processes(containers: readonly { readonly Id: string }[]): Promise<number> {
  const tops = await Promise.all(containers.map(({ Id }) => engine.docker.getContainer(Id).top()));
  return tops.flatMap(({ Processes }) => Processes).length;
}
