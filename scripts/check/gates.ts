import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { PINNED_NODE, PROJECT_DIRECTORY } from '../bootstrap/project.js';

/** One static check: a tool's own command line, run on the whole project. */
interface Gate {
  readonly name: string;
  readonly argv: readonly [string, ...string[]];
}

export interface GateResult {
  readonly name: string;
  readonly passed: boolean;
  readonly output: string;
  readonly seconds: number;
}

const ROOMS = ['labs', 'sandbox', 'server', 'app', 'scripts', 'tests'];

const gates: readonly Gate[] = [
  { name: 'promises (typescript-eslint)', argv: ['eslint', '--max-warnings=0', '.'] },
  { name: 'types (tsc)', argv: ['tsc', '--noEmit'] },
  { name: 'arrows (dependency-cruiser)', argv: ['depcruise', ...ROOMS] },
  { name: 'unused (knip)', argv: ['knip', '--no-progress'] },
  { name: 'style and sizes (Biome)', argv: ['biome', 'check', '--error-on-warnings', '--max-diagnostics=60'] },
];

/** Runs every gate at the same time; `onResult` hears of each as it ends. */
export function runGates(onResult: (result: GateResult) => void): Promise<GateResult[]> {
  return Promise.all(
    gates.map(async (gate) => {
      const result = await runGate(gate);
      onResult(result);
      return result;
    }),
  );
}

function runGate(gate: Gate): Promise<GateResult> {
  const startedAt = performance.now();
  const [tool, ...args] = gate.argv;
  const child = spawn(PINNED_NODE, [join(PROJECT_DIRECTORY, 'node_modules', '.bin', tool), ...args], {
    cwd: PROJECT_DIRECTORY,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      const output = Buffer.concat(chunks).toString('utf8').trim();
      resolve({ name: gate.name, passed: code === 0, output, seconds: (performance.now() - startedAt) / 1000 });
    });
  });
}
