import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';

/** Where and with what a bench ran; a figure means little without it. */
export function machineFacts(): Record<string, unknown> {
  return {
    cpu: cpus()[0]?.model.trim(),
    cores: cpus().length,
    memoryGib: Math.round(totalmem() / 2 ** 30),
    kernel: release(),
    system: /^PRETTY_NAME="(.*)"$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1],
    node: process.version,
    docker: firstLine('dockerd', '--version'),
    chromium: firstLine('chromium', '--version'),
  };
}

function firstLine(command: string, ...args: string[]): string | undefined {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).split('\n', 1)[0];
  } catch {
    return undefined;
  }
}
