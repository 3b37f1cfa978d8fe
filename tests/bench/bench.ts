/**
 * `npm run bench -- NAME [--json]`. Prints a table, or with `--json` one line of JSON as its last line.
 * Exit code 1 when a bar is missed, 2 when the bench could not be run.
 */
import { parseArgs } from 'node:util';
import { type Bar, barsOf, isMet, type Measure } from './bench-report.ts';
import { machineFacts } from './machine.ts';
import { rounded } from './statistics.ts';

const benches: Record<string, () => Promise<{ readonly measure: Measure }>> = {
  startup: () => import('./startup.ts'),
  terminal: () => import('./terminal.ts'),
  verdict: () => import('./verdict.ts'),
  density: () => import('./density.ts'),
  map: () => import('./map.ts'),
  page: () => import('./page.ts'),
};

const { values: options, positionals } = parseArgs({
  options: { json: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const [name = ''] = positionals;
process.exitCode = await runBench(name);

async function runBench(bench: string): Promise<number> {
  const load = Object.hasOwn(benches, bench) ? benches[bench] : undefined;
  if (load === undefined) {
    console.error(`Usage: npm run bench -- ${Object.keys(benches).join('|')} [--json]`);
    return 2;
  }
  try {
    const { measure } = await load();
    const { values, detail } = await measure({ progress: (text) => console.error(`  ${text}`), signal: interrupted() });
    const bars = barsOf(values);
    report(bench, bars, { ...detail, machine: machineFacts() });
    return bars.every(isMet) ? 0 : 1;
  } catch (error) {
    console.error(error);
    return 2;
  }
}

function report(bench: string, bars: readonly Bar[], detail: Record<string, unknown>): void {
  if (options.json) {
    console.log(JSON.stringify({ bench, bars: bars.map((bar) => ({ ...bar, value: rounded(bar.value) })), detail }));
    return;
  }
  console.log(JSON.stringify(detail, null, 2));
  for (const bar of bars) {
    const sign = bar.better === 'lower' ? '≤' : '≥';
    console.log(`${isMet(bar) ? '✓' : '✗'} ${bar.id.padEnd(30)} ${String(rounded(bar.value)).padStart(8)}  ${sign} ${bar.limit}`);
  }
}

/** Aborts at Ctrl-C, so that a bench takes down what it has started. */
function interrupted(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => controller.abort());
  return controller.signal;
}
