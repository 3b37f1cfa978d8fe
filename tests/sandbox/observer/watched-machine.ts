import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { Duplex } from 'node:stream';
import type { Namespace, Observation } from '../../../sandbox/observation.ts';
import type { ObservedSandbox } from '../../../sandbox/observer/observed-sandbox.ts';
import { ObserverLink } from '../../../sandbox/observer/observer-link.ts';
import { AGENT_ARGV } from '../../../sandbox/observer/spawn-agent.ts';
import { type StandInMachine, startStandIn } from './stand-in-machine.ts';

/** A real agent whose process a test can look at. */
export class TestAgent implements AsyncDisposable {
  readonly faults: unknown[] = [];
  readonly link = new ObserverLink({
    connect: () => Promise.resolve(this.#start()),
    onFault: (error) => this.faults.push(error),
  });
  #child: ChildProcess | undefined;

  get openFiles(): number {
    return readdirSync(`/proc/${this.#child?.pid}/fd`).length;
  }

  kill(): void {
    this.#child?.kill('SIGKILL');
  }

  /** Resolves when the agent's process has ended. */
  async ended(): Promise<void> {
    if (this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null)
      await once(this.#child, 'exit');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.link[Symbol.asyncDispose]();
    await this.ended();
  }

  #start(): Duplex {
    const [command = '', ...argv] = AGENT_ARGV;
    const child = spawn(command, argv, { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#child = child;
    const stream = Duplex.from({ readable: child.stdout, writable: child.stdin });
    child.once('exit', () => stream.destroy());
    return stream;
  }
}

/** Follows a sandbox, and waits for what it is to look like. */
export class Follower implements Disposable {
  #latest: Observation | undefined;
  readonly #waiting = new Set<() => void>();
  readonly #subscription: Disposable;

  constructor(sandbox: ObservedSandbox, options: { readonly counters: boolean }) {
    this.#subscription = sandbox.onObservation((observation) => {
      this.#latest = observation;
      for (const look of [...this.#waiting]) look();
    }, options);
  }

  /** Resolves with what `find` finds, as soon as an observation has it. */
  until<Found>(find: (observation: Observation) => Found | undefined | false): Promise<Found> {
    const { promise, resolve } = Promise.withResolvers<Found>();
    const look = () => {
      const found = this.#latest === undefined ? undefined : find(this.#latest);
      if (found === undefined || found === false) return;
      this.#waiting.delete(look);
      resolve(found);
    };
    this.#waiting.add(look);
    look();
    return promise;
  }

  [Symbol.dispose](): void {
    this.#subscription[Symbol.dispose]();
  }
}

export interface WatchedMachine extends AsyncDisposable {
  readonly machine: StandInMachine;
  readonly agent: TestAgent;
  readonly sandbox: ObservedSandbox;
  readonly follower: Follower;
}

export async function watchMachine(options = { counters: false }): Promise<WatchedMachine> {
  const stack = new AsyncDisposableStack();
  const machine = stack.use(await startStandIn());
  const agent = stack.use(new TestAgent());
  const sandbox = stack.use(agent.link.attach({ sandboxId: 'machine', pid: machine.pid }));
  const follower = stack.use(new Follower(sandbox, options));
  return { machine, agent, sandbox, follower, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

export function named(observation: Observation, name: string): Namespace | undefined {
  return observation.namespaces.find((namespace) => namespace.names.includes(name));
}

export function host(observation: Observation): Namespace {
  const found = observation.namespaces.find((namespace) => namespace.role === 'host');
  if (found === undefined) throw new Error('an observation without a host');
  return found;
}

export function link(namespace: Namespace | undefined, name: string) {
  return namespace?.links.find((one) => one.name === name);
}
