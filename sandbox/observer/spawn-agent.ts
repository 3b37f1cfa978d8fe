import { spawn } from 'node:child_process';
import { Duplex } from 'node:stream';
import { fileURLToPath } from 'node:url';

export const AGENT_DIRECTORY = fileURLToPath(new URL('./agent/', import.meta.url));

/** Debian's Python, wherever else a `python3` on PATH may lead, deaf to PYTHON* variables. `-B`: writes nothing beside the sources. */
export const AGENT_ARGV: readonly string[] = ['/usr/bin/python3', '-BEs', `${AGENT_DIRECTORY}main.py`];

/** Runs the agent as a child on this very machine. It ends when the stream does. */
export function spawnAgent(argv: readonly string[] = AGENT_ARGV): Promise<Duplex> {
  const [command = '', ...rest] = argv;
  const child = spawn(command, rest, {
    stdio: ['pipe', 'pipe', 'inherit'],
    cwd: '/',
  });
  const stream = Duplex.from({ readable: child.stdout, writable: child.stdin });
  child.on('exit', () => stream.destroy());
  return new Promise((resolve, reject) => {
    child.once('spawn', () => resolve(stream));
    child.once('error', reject);
  });
}
