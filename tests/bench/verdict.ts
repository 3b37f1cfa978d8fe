import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { join } from 'node:path';
import Docker from 'dockerode';
import { SANDBOX_LABEL } from '../../sandbox/docker/container-options.ts';
import type { SessionView } from '../../server/protocol/session-view.ts';
import { Learner } from '../support/learner.ts';
import { openHome } from '../support/live-server.ts';
import type { Measure } from './bench-report.ts';
import { summaryOf } from './statistics.ts';

const LAB = 'docker-network';
/** It waits for a container on docker0; a plug that is nobody's makes it fail with another reason. */
const STEP = 'veth-appears';
const CHANGES = 100;
const VERDICT_TIMEOUT_MS = 5000;

/**
 * One page is open on a step. A veth is plugged into docker0 and pulled out again, and each time the page is told of
 * another verdict. The clock runs from giving the command to a shell in the machine's network namespace, so the time that
 * `ip` takes to start counts too, until the verdict is parsed at the page's end of the event stream.
 */
export const measure: Measure = async ({ progress, signal }) => {
  await using home = openHome();
  progress('start a server');
  await using server = await home.start({ VETHLAB_POOL_SIZE: '0' });
  await using learner = new Learner(server.url);
  await learner.start(LAB);
  await learner.openStep(STEP);
  const verdicts = new VerdictStream();
  await learner.follow((view) => verdicts.receive(view));
  using network = await enterNetwork(home.home);
  network.run('ip link add plug0 type veth peer name plug1');
  await verdicts.first;

  progress(`change the machine ${CHANGES} times`);
  const samples: number[] = [];
  for (let index = 0; index < CHANGES; index += 1) {
    signal.throwIfAborted();
    const changed = verdicts.next();
    const startedAt = performance.now();
    network.run(index % 2 === 0 ? 'ip link set plug0 master docker0' : 'ip link set plug0 nomaster');
    await changed;
    samples.push(performance.now() - startedAt);
  }
  const changeToVerdictMs = summaryOf(samples);
  return { values: { 'change-to-verdict-p95-ms': changeToVerdictMs.p95 }, detail: { changeToVerdictMs, step: STEP } };
};

/** What the step's check says, as the page hears of it. */
class VerdictStream {
  #reason: string | undefined;
  #waiting = Promise.withResolvers<void>();
  readonly first = this.#waiting.promise;

  receive(view: SessionView): void {
    const verdict = view.steps.find(({ id }) => id === STEP)?.tasks.find(({ task }) => task === 'check')?.verdict;
    const reason = verdict?.status === 'failed' ? verdict.reason : verdict?.status;
    if (reason === undefined || reason === this.#reason) return;
    this.#reason = reason;
    this.#waiting.resolve();
  }

  /** Resolves at the next verdict that differs from the last. */
  async next(): Promise<void> {
    this.#waiting = Promise.withResolvers();
    const timer = setTimeout(() => this.#waiting.reject(new Error('no verdict came')), VERDICT_TIMEOUT_MS);
    await this.#waiting.promise.finally(() => clearTimeout(timer));
  }
}

/** A shell that waits in the network namespace of the only machine of a home. */
async function enterNetwork(home: string): Promise<Disposable & { run(command: string): void }> {
  const docker = new Docker({ socketPath: join(home, 'engine.sock') });
  const [machine] = await docker.listContainers({ filters: { label: [SANDBOX_LABEL] } });
  if (machine === undefined) throw new Error('no machine runs');
  const { State } = await docker.getContainer(machine.Id).inspect();
  const shell: ChildProcessWithoutNullStreams = spawn('nsenter', ['-t', String(State.Pid), '-n', 'sh']);
  shell.stderr.pipe(process.stderr);
  return {
    run: (command) => void shell.stdin.write(`${command}\n`),
    [Symbol.dispose]: () => void shell.stdin.end(),
  };
}
