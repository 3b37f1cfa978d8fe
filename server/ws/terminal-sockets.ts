import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Clock, systemClock } from '../clock.ts';
import type { RequestGuard } from '../http/request-guard.ts';
import type { Identity } from '../identity.ts';
import { Disposables } from '../lifecycle.ts';
import type { Logger } from '../logger.ts';
import { Problem } from '../problem.ts';
import { reportProblem } from '../problem-of.ts';
import { MAX_CLIENT_FRAME_BYTES, TERMINAL_SUBPROTOCOL } from '../protocol/messages.ts';
import type { GrantedTerminal, TerminalAccess, TerminalDecision } from '../session/terminal-access.ts';
import type { SharedTerminal } from '../terminal/shared-terminal.ts';
import { TerminalConnection } from '../terminal/terminal-connection.ts';
import { TerminalRegistry } from '../terminal/terminal-registry.ts';
import { keepAlive } from './heartbeat.ts';
import { refuseUpgrade } from './refuse-upgrade.ts';
import { type TerminalRequest, terminalRequestOf } from './terminal-request.ts';

/** Pages that may look at one terminal at a time; each costs a copy of its output. */
const MAX_VIEWERS = 8;

/** A page that does not answer the goodbye within this is not waited for. */
const GOODBYE_MS = 1000;

export interface TerminalSocketsParts {
  readonly access: TerminalAccess;
  readonly identity: Pick<Identity, 'learnerOf'>;
  readonly guard: Pick<RequestGuard, 'checkHost' | 'checkOrigin'>;
  readonly log: Logger;
  readonly clock?: Clock;
}

/** The door for terminal sockets. It finds out who asks and for what before it accepts, and refuses as plain HTTP. */
export class TerminalSockets implements AsyncDisposable {
  readonly #parts: TerminalSocketsParts;
  readonly #clock: Clock;
  readonly #registry: TerminalRegistry;
  readonly #server = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_CLIENT_FRAME_BYTES,
    // Keystrokes are too short to compress, and floods have no time for it.
    perMessageDeflate: false,
    handleProtocols: () => TERMINAL_SUBPROTOCOL,
  });
  readonly #cleanup = new Disposables();

  constructor(parts: TerminalSocketsParts) {
    this.#parts = parts;
    this.#clock = parts.clock ?? systemClock;
    this.#registry = this.#cleanup.use(new TerminalRegistry({ clock: this.#clock, log: parts.log }));
    this.#cleanup.use(keepAlive(this.#server));
  }

  async handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    try {
      const wanted = this.#check(request);
      const { granted, problem } = await this.#decide(request, wanted);
      if (granted === undefined) return refuseUpgrade(socket, problem);
      const terminal = await this.#registry.open(granted, wanted.size);
      if (terminal.viewerCount >= MAX_VIEWERS)
        throw new Problem('too-many-requests', `${MAX_VIEWERS} pages look at this terminal`);
      if (this.#cleanup.disposed) throw new Problem('server-stopping');
      this.#server.handleUpgrade(request, socket, head, (accepted) => {
        this.#server.emit('connection', accepted, request);
        this.#connect(accepted, { terminal, granted, wanted });
      });
    } catch (error) {
      refuseUpgrade(socket, reportProblem(error, this.#parts.log).problem);
    }
  }

  /** Every page hears that the server stops; the shells live on. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#cleanup[Symbol.dispose]();
    const goodbyes = [...this.#server.clients].map((socket) => once(socket, 'close'));
    using _ = this.#clock.after(GOODBYE_MS, () => {
      for (const socket of this.#server.clients) socket.terminate();
    });
    await Promise.all(goodbyes);
  }

  #check(request: IncomingMessage): TerminalRequest {
    this.#parts.guard.checkHost(request);
    this.#parts.guard.checkOrigin(request);
    const wanted = terminalRequestOf(request);
    if (wanted === undefined) throw new Problem('no-such-page');
    const offered = request.headers['sec-websocket-protocol']?.split(',').map((name) => name.trim());
    if (!offered?.includes(TERMINAL_SUBPROTOCOL)) throw new Problem('bad-request', `no ${TERMINAL_SUBPROTOCOL}`);
    return wanted;
  }

  #decide(request: IncomingMessage, { sessionId, name }: TerminalRequest): Promise<TerminalDecision> {
    const learnerId = this.#parts.identity.learnerOf(request);
    if (learnerId === undefined) throw new Problem('not-signed-in');
    return this.#parts.access.terminal({ sessionId, learnerId, name });
  }

  #connect(socket: WebSocket, { terminal, granted, wanted }: Accepted): void {
    // A broken frame or connection closes the socket by itself; there is nothing to add.
    socket.on('error', (error) => this.#parts.log.debug({ error }, 'terminal socket failed'));
    const { log } = this.#parts;
    const { position } = wanted;
    new TerminalConnection(socket, { terminal, position, clock: this.#clock, log, noteInput: () => granted.noteInput() });
  }
}

interface Accepted {
  readonly terminal: SharedTerminal;
  readonly granted: GrantedTerminal;
  readonly wanted: TerminalRequest;
}
