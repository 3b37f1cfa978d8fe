import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ClientOptions, WebSocket } from 'ws';
import type { OpenTerminalOptions, Sandbox, Terminal } from '../../../sandbox/driver.ts';
import { type Clock, systemClock } from '../../../server/clock.ts';
import { RequestGuard } from '../../../server/http/request-guard.ts';
import { createLogger } from '../../../server/logger.ts';
import { TERMINAL_SUBPROTOCOL } from '../../../server/protocol/messages.ts';
import type { ProblemCode } from '../../../server/protocol/problems.ts';
import type { GrantedTerminal, TerminalRequest } from '../../../server/session/terminal-access.ts';
import { TerminalAdmission } from '../../../server/ws/terminal-admission.ts';
import { TerminalSockets } from '../../../server/ws/terminal-sockets.ts';
import { TerminalStreams } from '../../../server/ws/terminal-streams.ts';
import { TerminalPage } from './terminal-page.ts';

export interface DoorOptions {
  openTerminal(options: OpenTerminalOptions): Promise<Terminal>;
  readonly clock?: Clock;
}

/** A real server with the terminal door and nothing else. Learner `ann` owns session `s1` with terminals `host` and `client`. */
export class TerminalDoor implements AsyncDisposable {
  readonly #server = createServer();
  readonly #admission: TerminalAdmission;
  readonly #sockets: TerminalSockets;
  readonly streams: TerminalStreams;
  readonly #ends = new Map<string, AbortController>();
  readonly #granted = new Map<string, GrantedTerminal>();
  readonly #pages: TerminalPage[] = [];
  readonly #options: DoorOptions;
  /** How often somebody was noticed typing. */
  inputs = 0;
  /** How often somebody asked for a terminal. */
  asked = 0;
  port = 0;

  static async open(options: DoorOptions): Promise<TerminalDoor> {
    const door = new TerminalDoor(options);
    door.#server.listen(0, '127.0.0.1');
    await once(door.#server, 'listening');
    door.port = (door.#server.address() as AddressInfo).port;
    return door;
  }

  private constructor(options: DoorOptions) {
    this.#options = options;
    this.#admission = new TerminalAdmission({
      access: { terminal: async (request) => this.#decide(request) },
      identity: { learnerOf: ({ headers }) => /learner=(\w+)/.exec(headers.cookie ?? '')?.[1] },
      guard: new RequestGuard({ host: '127.0.0.1', publicOrigin: undefined }),
      log: createLogger('silent'),
      clock: options.clock ?? systemClock,
    });
    this.#sockets = new TerminalSockets(this.#admission);
    this.streams = new TerminalStreams(this.#admission);
    this.#server.on('request', (request, response) => void this.streams.handle(request, response));
    this.#server.on('upgrade', (request, socket, head) => {
      socket.on('error', () => socket.destroy());
      void this.#sockets.handleUpgrade(request, socket, head);
    });
  }

  url(path = '/ws/sessions/s1/terminals/host'): string {
    return `ws://127.0.0.1:${this.port}${path}`;
  }

  /** The headers of a page of ours. */
  headers(learner = 'ann'): Record<string, string> {
    return { Origin: `http://127.0.0.1:${this.port}`, Cookie: `learner=${learner}` };
  }

  /** A page that takes everything in, so that no frame is missed. */
  page(query = '', name = 'host'): TerminalPage {
    const socket = new WebSocket(this.url(`/ws/sessions/s1/terminals/${name}${query}`), TERMINAL_SUBPROTOCOL, {
      headers: this.headers(),
    });
    const page = new TerminalPage(socket);
    this.#pages.push(page);
    return page;
  }

  /** Asks at the terminal's address without an upgrade. */
  post(path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(`http://127.0.0.1:${this.port}${path}`, { method: 'POST', headers: this.headers(), ...init });
  }

  /** The HTTP status that an upgrade is refused with; 101 when it is accepted. */
  async statusOf({ path, protocol = TERMINAL_SUBPROTOCOL, ...options }: { path?: string; protocol?: string } & ClientOptions) {
    const socket = new WebSocket(this.url(path), protocol === '' ? [] : protocol, { headers: this.headers(), ...options });
    const status = await new Promise<number | undefined>((resolve) => {
      socket.on('unexpected-response', (_, response) => resolve(response.statusCode));
      socket.on('open', () => resolve(101));
      socket.on('error', () => undefined);
    });
    socket.terminate();
    return status;
  }

  /** The session ends the terminal. */
  end(reason: 'terminal-closed' | 'machine-gone' | 'session-ended', name = 'host'): void {
    this.#ends.get(name)?.abort(reason);
    this.#granted.delete(name);
  }

  async stop(): Promise<void> {
    this.#admission[Symbol.dispose]();
    await Promise.all([this.streams[Symbol.asyncDispose](), this.#sockets[Symbol.asyncDispose]()]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const page of this.#pages) page[Symbol.dispose]();
    await this.stop();
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  #decide({ sessionId, learnerId, name }: TerminalRequest) {
    this.asked += 1;
    if (sessionId !== 's1') return refuse('no-such-session');
    if (learnerId !== 'ann') return refuse('not-your-session');
    if (name !== 'host' && name !== 'client') return refuse('no-such-terminal');
    return { granted: this.#grant(name) };
  }

  #grant(name: 'host' | 'client'): GrantedTerminal {
    const known = this.#granted.get(name);
    if (known !== undefined) return known;
    const end = new AbortController();
    this.#ends.set(name, end);
    const granted: GrantedTerminal = {
      name,
      machine: name,
      sandbox: { openTerminal: (options) => this.#options.openTerminal(options) } as Sandbox,
      noteInput: () => {
        this.inputs += 1;
      },
      closed: end.signal,
    };
    this.#granted.set(name, granted);
    return granted;
  }
}

function refuse(problem: ProblemCode) {
  return { problem } as const;
}
