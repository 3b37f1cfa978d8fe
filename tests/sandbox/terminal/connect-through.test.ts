import { spawn } from 'node:child_process';
import { Duplex, PassThrough, Transform } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectThrough } from '../../../sandbox/terminal/connect-through.ts';
import { TerminalHolder } from '../../../sandbox/terminal/terminal-holder.ts';
import { HOLDER_START_MS, HolderProcess } from './holder-process.ts';
import { ShellView } from './shell-view.ts';

let process: HolderProcess;

beforeAll(async () => {
  process = await HolderProcess.start();
}, HOLDER_START_MS);

afterAll(async () => {
  await process[Symbol.asyncDispose]();
});

/** `init attach`, as an engine's exec without a terminal shows it: stdout and stderr in one stream, each piece with its header. */
function exec(): Duplex {
  const relay = spawn(process.binary, ['attach', process.socketPath], { stdio: ['pipe', 'pipe', 'pipe'] });
  const output = new PassThrough();
  relay.stdout.pipe(headed(1)).pipe(output);
  relay.stderr.pipe(headed(2)).pipe(output, { end: false });
  relay.stdin.on('error', () => undefined);
  return Duplex.from({ readable: output, writable: relay.stdin });
}

function headed(which: number): Transform {
  return new Transform({
    transform(chunk: Buffer, _, done) {
      const header = Buffer.alloc(8);
      header.writeUInt8(which, 0);
      header.writeUInt32BE(chunk.length, 4);
      this.push(header);
      done(null, chunk);
    },
  });
}

describe('connectThrough', () => {
  test('reaches the holder through a relay', async () => {
    const holder = new TerminalHolder(async () => connectThrough(exec()));
    using shell = new ShellView(await holder.open({ id: 'relayed', machine: 'host', size: { cols: 80, rows: 24 } }));
    await shell.until('ready> ');
    expect(await shell.run('echo through')).toContain('through');
    expect(await shell.run('head -c 3000000 /dev/zero | tr "\\0" x | md5sum -')).toContain(' -');
    expect(await holder.list()).toEqual(['relayed']);
  });

  test('carries keys while the output is held up', async () => {
    const holder = new TerminalHolder(async () => connectThrough(exec()));
    using shell = new ShellView(await holder.open({ id: 'held-up', machine: 'host', size: { cols: 80, rows: 24 } }));
    await shell.until('ready> ');
    shell.type('yes\n');
    await shell.untilPrinted(1_000_000);
    shell.terminal.pause();
    shell.type('\u0003');
    shell.terminal.resume();
    expect(await shell.run('echo calm')).toContain('calm');
  });

  test('ends when the relay cannot reach the holder', async () => {
    const relay = spawn(process.binary, ['attach', '/nowhere'], { stdio: ['pipe', 'pipe', 'ignore'] });
    relay.stdin.on('error', () => undefined);
    const holder = new TerminalHolder(async () => connectThrough(Duplex.from({ readable: relay.stdout, writable: relay.stdin })));
    await expect(holder.list()).rejects.toMatchObject({ code: 'sandbox/terminal-failed' });
  });

  test('takes no other stream for an exec stream', async () => {
    const stream = connectThrough(
      Duplex.from({ readable: PassThrough.from([Buffer.from('HTTP/1.1 400')]), writable: new PassThrough() }),
    );
    const holder = new TerminalHolder(async () => stream);
    await expect(holder.list()).rejects.toMatchObject({ code: 'sandbox/terminal-failed' });
  });
});
