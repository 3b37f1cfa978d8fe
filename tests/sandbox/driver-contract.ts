import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenTerminalOptions, Sandbox, SandboxDriver } from '../../sandbox/driver.ts';
import { observationSchema } from '../../sandbox/observation.ts';
import { describeConnections } from './connection-contract.ts';
import { digestOf, FLOOD, floodDigest, pauseNowAndThen } from './terminal/flood.ts';
import { ShellView } from './terminal/shell-view.ts';

const LIMITS = { memoryMib: 512, diskMib: 256, cpus: 1, pids: 512 };
const SIZE = { cols: 100, rows: 30 };

export interface DriverContract {
  /** Each call is a server process of its own, with the same sandboxes as the one before where they outlive it. */
  makeDriver(): Promise<SandboxDriver>;
  /** As the driver is expected to say. */
  readonly outlivesServer: boolean;
}

/**
 * What every driver keeps to, on a real machine. Call it in a test file of the driver's own; it makes one driver and one
 * sandbox for all its tests, and disposes of both.
 */
export function describeDriverContract(name: string, { makeDriver, outlivesServer }: DriverContract): void {
  describe(`${name} keeps the driver's contract`, () => {
    let driver: SandboxDriver;
    let sandbox: Sandbox;

    beforeAll(async () => {
      driver = await makeDriver();
      sandbox = await create(driver);
    });

    afterAll(async () => {
      await sandbox?.[Symbol.asyncDispose]();
      await driver?.[Symbol.asyncDispose]();
    });

    describeExec(() => sandbox);
    describeTerminals(() => sandbox);
    describeFlow(() => sandbox);
    describeConnections(() => sandbox);
    if (outlivesServer) describeReturn(makeDriver, () => sandbox);
    describeLife(
      () => driver,
      () => sandbox,
    );

    test('says whether sandboxes outlive the server', () => {
      expect(driver.outlivesServer).toBe(outlivesServer);
    });
  });
}

function create(driver: SandboxDriver): Promise<Sandbox> {
  return driver.create({ limits: LIMITS, signal: new AbortController().signal });
}

/** A terminal with a shell that has come up, so that what is typed is not lost in its start. */
async function open(sandbox: Sandbox, id: string, options: Partial<OpenTerminalOptions> = {}): Promise<ShellView> {
  const view = new ShellView(await sandbox.openTerminal({ id, machine: 'host', size: SIZE, ...options }));
  await view.run('true');
  return view;
}

async function end({ terminal }: ShellView): Promise<void> {
  terminal.kill();
  await terminal.exited;
}

function describeExec(sandboxOf: () => Sandbox): void {
  describe('exec', () => {
    test('answers output, error output and exit code, and takes input', async () => {
      const result = await sandboxOf().exec(['sh', '-c', 'cat; echo oops >&2; exit 3'], { stdin: '가나다' });
      expect(result).toEqual({ exitCode: 3, stdout: '가나다', stderr: 'oops\n' });
    });

    test('gives each argument as it is', async () => {
      const { stdout } = await sandboxOf().exec(['printf', '%s|', '$(id)', 'a b', '*']);
      expect(stdout).toBe('$(id)|a b|*|');
    });

    test('cuts output at 1 MiB', async () => {
      const { stdout, exitCode } = await sandboxOf().exec(['sh', '-c', 'head -c 3000000 /dev/zero | tr "\\0" x']);
      expect(stdout.length).toBe(1_048_576);
      expect(exitCode).toBe(0);
    });

    test('gives up after its time', async () => {
      const slow = sandboxOf().exec(['sleep', '600'], { timeoutMs: 300 });
      await expect(slow).rejects.toMatchObject({ code: 'sandbox/exec-timeout' });
    });
  });
}

function describeTerminals(sandboxOf: () => Sandbox): void {
  describe('a terminal', () => {
    test('opens a shell of the size asked for, and resizes it', async () => {
      using shell = await open(sandboxOf(), 'size');
      expect(await shell.run('stty size')).toBe('30 100\n');
      shell.terminal.resize({ cols: 80, rows: 24 });
      expect(await shell.run('stty size')).toBe('24 80\n');
      await end(shell);
    });

    test('carries Hangul byte for byte, also when it is typed in pieces', async () => {
      using shell = await open(sandboxOf(), 'hangul');
      shell.type("stty -echo; printf '<re''ady>'; cat\n");
      await shell.until('<ready>');
      for (const byte of Buffer.from('도커 네트워크 🐳\n')) shell.terminal.write(Uint8Array.of(byte));
      expect(await shell.until('\n')).toBe('도커 네트워크 🐳\r\n');
      await end(shell);
    });

    test('is listed while its shell runs, and says how it ended', async () => {
      using shell = await open(sandboxOf(), 'ends');
      expect(await sandboxOf().terminals()).toContain('ends');
      shell.type('exit 7\n');
      expect(await shell.terminal.exited).toEqual({ exitCode: 7 });
      expect(await sandboxOf().terminals()).not.toContain('ends');
      using fresh = await open(sandboxOf(), 'ends');
      expect(fresh.terminal.start).toBe(0);
      await end(fresh);
    });

    test('ends on demand, also with a stubborn program in it', async () => {
      using shell = await open(sandboxOf(), 'stubborn');
      shell.type("trap '' HUP TERM; printf '<re''ady>'; sleep 1234\n");
      await shell.until('<ready>');
      await end(shell);
      expect(await sandboxOf().exec(['pgrep', '-xf', 'sleep 1234'])).toMatchObject({ exitCode: 1 });
      expect(await sandboxOf().terminals()).not.toContain('stubborn');
    });

    test('gives its id to another as soon as it is told to end', async () => {
      using shell = await open(sandboxOf(), 'again');
      await shell.run("trap '' HUP; here=kept");
      shell.terminal.kill();
      using fresh = await open(sandboxOf(), 'again');
      expect(fresh.terminal.start).toBe(0);
      expect(await fresh.run('echo "<$here>"')).toBe('<>\n');
      await end(fresh);
    });

    test('belongs to its newest viewer', async () => {
      using older = await open(sandboxOf(), 'shared');
      await older.run('here=kept');
      using newer = new ShellView(await sandboxOf().openTerminal({ id: 'shared', machine: 'host', size: SIZE }));
      expect(await older.terminal.exited).toEqual({ exitCode: -1 });
      expect(await newer.run('echo "$here"')).toBe('kept\n');
      await end(newer);
    });
  });
}

function describeFlow(sandboxOf: () => Sandbox): void {
  describe('a flood', () => {
    test('of 20 MB loses no byte while it is paused and resumed', async () => {
      using shell = await open(sandboxOf(), 'flood');
      pauseNowAndThen(shell);
      expect(digestOf(await shell.run(FLOOD))).toBe(floodDigest());
      await end(shell);
    }, 60_000);

    test('is stopped by Ctrl-C, also while it is paused', async () => {
      using shell = await open(sandboxOf(), 'interrupt');
      shell.type('yes\n');
      await shell.untilPrinted(3_000_000);
      shell.terminal.pause();
      shell.type('\u0003');
      shell.terminal.resume();
      expect(await shell.run('echo calm')).toBe('calm\n');
      await end(shell);
    }, 60_000);

    test('waits, unread, until somebody listens', async () => {
      const terminal = await sandboxOf().openTerminal({ id: 'unread', machine: 'host', size: SIZE });
      terminal.write(Buffer.from("printf '<be''gin>'; seq 100000\n"));
      using shell = new ShellView(terminal);
      await shell.until('<begin>');
      expect(await shell.until('100000\r\n')).toMatch(/^1\r\n2\r\n/);
      await end(shell);
    });
  });
}

function describeReturn(makeDriver: () => Promise<SandboxDriver>, sandboxOf: () => Sandbox): void {
  describe('a shell that nobody looks at', () => {
    test('lives on, and shows its screen again from its first byte', async () => {
      const first = await open(sandboxOf(), 'returns');
      await first.run('cd /usr; here=kept; echo 화면');
      const screen = first.bytes();
      first[Symbol.dispose]();
      using second = new ShellView(await sandboxOf().openTerminal({ id: 'returns', machine: 'host', size: SIZE }));
      await second.untilPrinted(screen.length);
      expect(second.terminal.start).toBe(0);
      expect(second.bytes().subarray(0, screen.length).equals(screen)).toBe(true);
      expect(await second.run('echo "$here"; pwd')).toBe('kept\n/usr\n');
    });

    test('is found by a new server process, with its sandbox', async () => {
      const first = await open(sandboxOf(), 'adopted');
      await first.run('here=kept; sleep 1000 & pid=$!');
      first[Symbol.dispose]();
      await using driver = await makeDriver();
      const adopted = (await driver.adopt()).find(({ id }) => id === sandboxOf().id);
      expect(await adopted?.terminals()).toContain('adopted');
      const terminal = await adopted?.openTerminal({ id: 'adopted', machine: 'host', size: SIZE });
      if (terminal === undefined) throw new Error('the sandbox is not found again');
      using second = new ShellView(terminal);
      expect(await second.run('echo "$here"; kill -0 $pid && echo alive')).toBe('kept\nalive\n');
    });
  });
}

function describeLife(driverOf: () => SandboxDriver, sandboxOf: () => Sandbox): void {
  describe('a sandbox', () => {
    test('is observed', async () => {
      const observation = await sandboxOf().observe();
      expect(observationSchema.safeParse(observation).error).toBeUndefined();
      expect(observation.namespaces.map((namespace) => namespace.role)).toContain('host');
    });

    // The last one: it ends the sandbox of the others.
    test('that is disposed of is gone with its shells, and refuses everything', async () => {
      const sandbox = sandboxOf();
      using shell = await open(sandbox, 'last');
      await sandbox[Symbol.asyncDispose]();
      await sandbox.gone;
      await shell.terminal.exited;
      await expect(sandbox.exec(['true'])).rejects.toMatchObject({ code: 'sandbox/gone' });
      await expect(sandbox.connect({ address: '127.0.0.1', port: 1 })).rejects.toMatchObject({ code: 'sandbox/gone' });
      await expect(sandbox.observe()).rejects.toMatchObject({ code: 'sandbox/gone' });
      await expect(sandbox.openTerminal({ id: 'new', machine: 'host', size: SIZE })).rejects.toMatchObject({
        code: 'sandbox/gone',
      });
      await sandbox[Symbol.asyncDispose]();
    });

    test('is not made when it is no longer wanted', async () => {
      const signal = AbortSignal.abort();
      await expect(driverOf().create({ limits: LIMITS, signal })).rejects.toThrow();
    });
  });
}
