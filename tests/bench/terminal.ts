import { join } from 'node:path';
import Docker from 'dockerode';
import { SANDBOX_LABEL } from '../../sandbox/docker/container-options.ts';
import { launchBrowser } from '../support/browser.ts';
import { Learner } from '../support/learner.ts';
import { openHome } from '../support/live-server.ts';
import type { Measure } from './bench-report.ts';
import { type BenchShell, openEngineShell, openOurShell } from './bench-shell.ts';
import { type RepaintTimes, repaintInChromium } from './chromium-repaint.ts';
import { summaryOf } from './statistics.ts';
import { echoTimes, FLOOD_BYTES, flood, interruptTime, layFlood, prepare } from './terminal-measures.ts';

const LAB = 'docker-network';
/** Rounds alternate between the two paths, so that what else the computer does meets both. */
const ECHO_ROUNDS = 5;
const KEYS_IN_ROUND = 120;
const FLOOD_ROUNDS = 5;
const INTERRUPTS = 40;
const RELOADS = 15;

/**
 * The page's socket class, in this process, talks to a live server and so to a shell in a machine. The baseline is the
 * engine's own exec stream to another shell in the same machine, read by the same process.
 */
export const measure: Measure = async ({ progress, signal }) => {
  await using home = openHome();
  progress('start a server and a machine');
  await using server = await home.start({ VETHLAB_POOL_SIZE: '0' });
  await using learner = new Learner(server.url);
  await learner.start(LAB);
  using ours = await openOurShell(learner, 'host');
  using engine = await openEngineShell(await onlyMachine(home.home));
  const paths: Paths = { ours, engine };
  await prepare(ours);
  await prepare(engine);
  await layFlood(ours);

  progress(`type ${ECHO_ROUNDS * KEYS_IN_ROUND} keys on each path`);
  const echo = await inTurns(paths, ECHO_ROUNDS, (shell) => echoTimes(shell, KEYS_IN_ROUND));
  signal.throwIfAborted();
  progress(`print ${FLOOD_BYTES / 1e6} MB ${FLOOD_ROUNDS} times on each path`);
  const floods = await inTurns(paths, FLOOD_ROUNDS, async (shell) => [await flood(shell)]);
  signal.throwIfAborted();
  progress(`interrupt ${INTERRUPTS} floods`);
  const interrupts: number[] = [];
  for (let count = 0; count < INTERRUPTS; count += 1) interrupts.push(await interruptTime(ours));

  progress(`reload a page with a full scrollback ${RELOADS} times`);
  const repaints = await reload(server.url, signal);

  const echoMs = { ours: summaryOf(echo.ours), engine: summaryOf(echo.engine) };
  const speed = { ours: summaryOf(floods.ours.map(speedOf)), engine: summaryOf(floods.engine.map(speedOf)) };
  const interruptMs = summaryOf(interrupts);
  const reconnectMs = summaryOf(repaints.map((times) => times.reconnectMs));
  const reloadMs = summaryOf(repaints.map((times) => times.reloadMs));
  return {
    values: {
      'echo-added-p50-ms': echoMs.ours.p50 - echoMs.engine.p50,
      'throughput-over-raw': speed.ours.p50 / speed.engine.p50,
      'ctrl-c-in-flood-ms': interruptMs.p95,
      'reconnect-to-repaint-ms': reconnectMs.p50,
      'lost-bytes': Math.max(...floods.ours.map(({ lostBytes }) => lostBytes)),
    },
    detail: {
      echoMs,
      megabytesPerSecond: speed,
      interruptMs,
      reconnectMs,
      reloadMs,
      floodBytes: FLOOD_BYTES,
      baselineLostBytes: floods.engine.map((run) => run.lostBytes),
    },
  };
};

async function reload(url: string, signal: AbortSignal): Promise<RepaintTimes[]> {
  signal.throwIfAborted();
  await using browser = await launchBrowser();
  return await repaintInChromium(browser, `${url}/ko/labs/${LAB}`, RELOADS);
}

interface Paths {
  readonly ours: BenchShell;
  readonly engine: BenchShell;
}

async function inTurns<Sample>(paths: Paths, rounds: number, run: (shell: BenchShell) => Promise<Sample[]>) {
  const samples: { readonly ours: Sample[]; readonly engine: Sample[] } = { ours: [], engine: [] };
  for (let round = 0; round < rounds; round += 1) {
    samples.engine.push(...(await run(paths.engine)));
    samples.ours.push(...(await run(paths.ours)));
  }
  return samples;
}

function speedOf({ megabytesPerSecond }: { readonly megabytesPerSecond: number }): number {
  return megabytesPerSecond;
}

async function onlyMachine(home: string): Promise<Docker.Container> {
  const docker = new Docker({ socketPath: join(home, 'engine.sock') });
  const [machine] = await docker.listContainers({ filters: { label: [SANDBOX_LABEL] } });
  if (machine === undefined) throw new Error('no machine runs');
  return docker.getContainer(machine.Id);
}
