import { describe, expect, test } from 'vitest';
import { LocalDriver } from '../../../sandbox/local/local-driver.ts';
import { describeDriverContract } from '../driver-contract.ts';
import { ShellView } from '../terminal/shell-view.ts';

const options = { limits: { memoryMib: 1, diskMib: 1, cpus: 1, pids: 1 }, signal: new AbortController().signal };
const size = { cols: 80, rows: 24 };

function makeDriver(): LocalDriver {
  return new LocalDriver({ onFault: () => undefined });
}

describeDriverContract('LocalDriver', { makeDriver: async () => makeDriver(), outlivesServer: false });

describe('LocalDriver', () => {
  test('has one machine, and gives it again after it was given back', async () => {
    await using driver = makeDriver();
    const first = await driver.create(options);
    await expect(driver.create(options)).rejects.toMatchObject({ code: 'sandbox/out-of-capacity' });
    await first[Symbol.asyncDispose]();
    const second = await driver.create(options);
    expect(second.id).not.toBe(first.id);
  });

  test('finds nothing to adopt', async () => {
    await using driver = makeDriver();
    expect(await driver.adopt()).toEqual([]);
  });

  test('ends a shell when nobody looks at it any more', async () => {
    await using driver = makeDriver();
    const sandbox = await driver.create(options);
    const shell = new ShellView(await sandbox.openTerminal({ id: 'host', machine: 'host', size }));
    await shell.run('true');
    const { exited } = shell.terminal;
    shell[Symbol.dispose]();
    expect(await exited).toEqual({ exitCode: -1 });
  });

  test('keeps the environment of the server to itself', async () => {
    await using driver = makeDriver();
    const sandbox = await driver.create(options);
    process.env.VETHLAB_TEST_SECRET = 'hush';
    const { stdout } = await sandbox.exec(['env']);
    delete process.env.VETHLAB_TEST_SECRET;
    expect(stdout).toContain('LANG=C.UTF-8');
    expect(stdout).not.toContain('hush');
  });

  test('answers 127 for a program that is not there', async () => {
    await using driver = makeDriver();
    const sandbox = await driver.create(options);
    expect(await sandbox.exec(['/no/such/program'])).toMatchObject({ exitCode: 127 });
  });
});
