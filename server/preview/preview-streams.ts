import type { Duplex } from 'node:stream';
import type { Connection, Sandbox } from '../../sandbox/driver.ts';
import type { Observation } from '../../sandbox/observation.ts';
import { openPorts } from './open-ports.ts';
import type { PreviewTrouble } from './preview-notice.ts';

/** A browser opens six for HTTP to one origin and some for WebSockets; the machine's holder carries 64. */
const MAX_PER_MACHINE = 48;
/** Each costs two descriptors of the server. */
const MAX_IN_ALL = 2048;
const LOOPBACK = '127.0.0.1';

export type Opened = { readonly stream: Duplex } | { readonly trouble: PreviewTrouble };

/** The connections of all previews, into all machines: so many and no more. */
export class PreviewStreams implements Disposable {
  readonly #open = new Set<Duplex>();
  readonly #ofMachine = new WeakMap<Sandbox, number>();
  readonly #looks = new WeakMap<Sandbox, Promise<Observation>>();
  #inAll = 0;

  /** The stream is the caller's, who destroys it. */
  async open(sandbox: Sandbox, port: number): Promise<Opened> {
    const count = this.#ofMachine.get(sandbox) ?? 0;
    if (count >= MAX_PER_MACHINE || this.#inAll >= MAX_IN_ALL) return { trouble: 'busy' };
    this.#count(sandbox, 1);
    const connection = await this.#reach(sandbox, port).catch((error: unknown) => {
      this.#count(sandbox, -1);
      throw error;
    });
    if (connection.reached) return { stream: this.#keep(connection.stream, sandbox) };
    this.#count(sandbox, -1);
    return { trouble: troubleOf(connection.reason) };
  }

  /** Ends all of them: a server does not close over what it has handed on. */
  [Symbol.dispose](): void {
    for (const stream of this.#open) stream.destroy();
  }

  /** Most servers listen on loopback too; where one does not, the observer knows what it listens on. */
  async #reach(sandbox: Sandbox, port: number): Promise<Connection> {
    const direct = await sandbox.connect({ address: LOOPBACK, port });
    if (direct.reached) return direct;
    const found = openPorts(await this.#look(sandbox)).find((open) => open.port === port);
    return found === undefined || found.address === LOOPBACK ? direct : sandbox.connect({ address: found.address, port });
  }

  /** However many ask, the machine is looked at once at a time. */
  #look(sandbox: Sandbox): Promise<Observation> {
    const known = this.#looks.get(sandbox);
    if (known !== undefined) return known;
    const look = sandbox.observe().finally(() => this.#looks.delete(sandbox));
    this.#looks.set(sandbox, look);
    return look;
  }

  #keep(stream: Duplex, sandbox: Sandbox): Duplex {
    this.#open.add(stream);
    // A broken stream closes, and that is heard everywhere.
    stream.on('error', () => undefined);
    stream.once('close', () => {
      this.#open.delete(stream);
      this.#count(sandbox, -1);
    });
    return stream;
  }

  #count(sandbox: Sandbox, by: 1 | -1): void {
    this.#inAll += by;
    this.#ofMachine.set(sandbox, (this.#ofMachine.get(sandbox) ?? 0) + by);
  }
}

function troubleOf(reason: 'refused' | 'timeout' | 'unreachable'): PreviewTrouble {
  if (reason === 'timeout') return 'slow';
  return reason === 'refused' ? 'not-listening' : 'unreachable';
}
