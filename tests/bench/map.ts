import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { join } from 'node:path';
import Docker from 'dockerode';
import type { Browser, Page } from 'playwright-core';
import { SANDBOX_LABEL } from '../../sandbox/docker/container-options.ts';
import { launchBrowser, visit } from '../support/browser.ts';
import { openHome } from '../support/live-server.ts';
import type { Measure } from './bench-report.ts';
import { dragFps, emptyPageFps } from './chromium-drag.ts';
import { type Summary, summaryOf } from './statistics.ts';

const LAB = 'docker-network';
const SIZES = [3, 20, 40] as const;
const CHANGES = 60;
/** So that each change is seen alone, as a learner makes them. */
const BETWEEN_CHANGES_MS = 150;
const TIMEOUT_MS = 120_000;
const PLUG = 'plug0';
const MEMORY_BYTES = 4 * 2 ** 30;
const ROOMY = { PidsLimit: 4096, Memory: MEMORY_BYTES, MemorySwap: MEMORY_BYTES };

/**
 * A learner's page shows the map of a machine with 3, 20 and 40 containers, and a veth is plugged into docker0 and pulled out
 * again. The clock runs from giving the command to a shell in the machine's network namespace, so the time that `ip` takes to
 * start counts too, until the frame after the one in which the plug is drawn otherwise begins. Then the map is dragged.
 */
export const measure: Measure = async ({ progress, signal }) => {
  await using home = openHome();
  progress('start a server');
  await using server = await home.start({ VETHLAB_POOL_SIZE: '0' });
  const browser = await launchBrowser();
  try {
    const emptyFps = await emptyPageFps(browser);
    await using map = await openMap(browser, `${server.url}/en/labs/${LAB}/docker0`);
    const machine = await onlyMachine(home.home);
    using network = enterNetwork(machine.pid);
    network.run(`ip link add ${PLUG} type veth peer name plug1`);
    await map.page.locator('.map-plug', { hasText: PLUG }).waitFor();
    const painted: Record<number, Summary> = {};
    for (const size of SIZES) {
      signal.throwIfAborted();
      progress(`run ${size} containers`);
      await machine.runContainers(size);
      await map.shows(size);
      progress(`change the network ${CHANGES} times`);
      painted[size] = summaryOf(await paintTimes(map.page, network));
    }
    progress('drag the map');
    const fps = await dragFps(map.page);
    return {
      values: {
        'painted-p95-ms-3': painted[3]?.p95 ?? Number.NaN,
        'painted-p95-ms-40': painted[40]?.p95 ?? Number.NaN,
        'drag-fps-40': fps,
      },
      detail: { paintedMs: painted, dragFps: fps, emptyPageFps: emptyFps },
    };
  } finally {
    await browser.close();
  }
};

interface OpenMap extends AsyncDisposable {
  readonly page: Page;
  shows(containers: number): Promise<unknown>;
}

async function openMap(browser: Browser, url: string): Promise<OpenMap> {
  const visitor = await visit(browser);
  const { page } = visitor;
  page.setDefaultTimeout(TIMEOUT_MS);
  await page.goto(url);
  await page.locator('#start-machine').click();
  await page.locator('.map-bridge').waitFor();
  return {
    page,
    shows: (containers) =>
      page.waitForFunction(
        (count) => document.querySelectorAll('.map-wire[data-live=true][data-wire*=" eth0"]').length > count,
        containers,
      ),
    [Symbol.asyncDispose]: () => visitor[Symbol.asyncDispose](),
  };
}

/** Milliseconds from each change to its picture. The two clocks are set against each other by the bench's own. */
async function paintTimes(page: Page, network: Network): Promise<number[]> {
  const times: number[] = [];
  for (let index = 0; index < CHANGES; index += 1) {
    const isPlugged = index % 2 === 0;
    await page.evaluate(watchPlug, { plug: PLUG, isPlugged });
    await page.waitForTimeout(BETWEEN_CHANGES_MS);
    const startedAt = performance.timeOrigin + performance.now();
    network.run(`ip link set ${PLUG} ${isPlugged ? 'master docker0' : 'nomaster'}`);
    const paintedAt = await page.evaluate(() => (globalThis as unknown as Watched).painted);
    times.push(paintedAt - startedAt);
  }
  return times;
}

interface Watched {
  painted: Promise<number>;
}

/** Runs in the page. Where a plug stands tells whether it is in the bridge. */
function watchPlug({ plug }: { plug: string; isPlugged: boolean }): void {
  const find = () =>
    [...document.querySelectorAll<HTMLElement>('.react-flow__node-plug')].find((node) => node.textContent?.includes(plug));
  const state = () => `${find()?.style.transform} ${find()?.firstElementChild?.getAttribute('data-trouble')}`;
  const before = state();
  (globalThis as unknown as Watched).painted = new Promise((resolve) => {
    const look = () => {
      // What is in the document now is on the screen when the frame after the next begins.
      if (state() === before) requestAnimationFrame(look);
      else requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now())));
    };
    look();
  });
}

interface Network extends Disposable {
  run(command: string): void;
}

/** A shell that waits in the machine's network namespace. */
function enterNetwork(pid: number): Network {
  const shell: ChildProcessWithoutNullStreams = spawn('nsenter', ['-t', String(pid), '-n', 'sh']);
  shell.stderr.pipe(process.stderr);
  return {
    run: (command) => void shell.stdin.write(`${command}\n`),
    [Symbol.dispose]: () => void shell.stdin.end(),
  };
}

/** The only machine of a home, with a way to have more containers on it. */
async function onlyMachine(home: string) {
  const docker = new Docker({ socketPath: join(home, 'engine.sock') });
  const [found] = await docker.listContainers({ filters: { label: [SANDBOX_LABEL] } });
  if (found === undefined) throw new Error('no machine runs');
  const container = docker.getContainer(found.Id);
  // The lab's own limits leave room for fewer containers; how much a machine may hold is not what is measured.
  await container.update(ROOMY);
  const { State } = await container.inspect();
  let running = 0;
  return {
    pid: State.Pid,
    /** Until there are so many, one after the other. */
    async runContainers(count: number): Promise<void> {
      for (; running < count; running += 1) {
        const exec = await container.exec({
          Cmd: ['docker', 'run', '-d', 'busybox', 'sleep', 'infinity'],
          AttachStdout: true,
          AttachStderr: true,
        });
        const stream = await exec.start({});
        stream.resume();
        await new Promise((resolve) => stream.on('end', resolve));
        const { ExitCode } = await exec.inspect();
        if (ExitCode !== 0) throw new Error(`container ${running + 1} did not start`);
      }
    },
  };
}
