import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { Disposables } from '../lifecycle.ts';
import { Problem } from '../problem.ts';
import { reportProblem } from '../problem-of.ts';
import { MAX_CLIENT_FRAME_BYTES, TERMINAL_SUBPROTOCOL } from '../protocol/messages.ts';
import { keepAlive } from './heartbeat.ts';
import { refuseUpgrade } from './refuse-upgrade.ts';
import type { Admitted, TerminalAdmission } from './terminal-admission.ts';
import { type TerminalRequest, terminalRequestOf } from './terminal-request.ts';

/** A page that does not answer the goodbye within this is not waited for. */
const GOODBYE_MS = 1000;

/** The door for terminal sockets. It finds out who asks and for what before it accepts, and refuses as plain HTTP. */
export class TerminalSockets implements AsyncDisposable {
  readonly #admission: TerminalAdmission;
  readonly #server = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_CLIENT_FRAME_BYTES,
    // Keystrokes are too short to compress, and floods have no time for it.
    perMessageDeflate: false,
    handleProtocols: () => TERMINAL_SUBPROTOCOL,
  });
  readonly #cleanup = new Disposables();

  constructor(admission: TerminalAdmission) {
    this.#admission = admission;
    this.#cleanup.use(keepAlive(this.#server));
  }

  async handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    try {
      const wanted = this.#check(request);
      const { admitted, problem } = await this.#admission.admit(this.#admission.learnerOf(request), wanted);
      if (admitted === undefined) return refuseUpgrade(socket, problem);
      this.#admission.checkRoom(admitted);
      this.#server.handleUpgrade(request, socket, head, (accepted) => {
        this.#server.emit('connection', accepted, request);
        this.#connect(accepted, admitted);
      });
    } catch (error) {
      refuseUpgrade(socket, reportProblem(error, this.#admission.log).problem);
    }
  }

  /** Waits for the pages' answers to the goodbye, which the end of the admission has said. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#cleanup[Symbol.dispose]();
    const goodbyes = [...this.#server.clients].map((socket) => once(socket, 'close'));
    using _ = this.#admission.clock.after(GOODBYE_MS, () => {
      for (const socket of this.#server.clients) socket.terminate();
    });
    await Promise.all(goodbyes);
  }

  #check(request: IncomingMessage): TerminalRequest {
    this.#admission.checkSource(request);
    const wanted = terminalRequestOf(request);
    if (wanted === undefined) throw new Problem('no-such-page');
    const offered = request.headers['sec-websocket-protocol']?.split(',').map((name) => name.trim());
    if (!offered?.includes(TERMINAL_SUBPROTOCOL)) throw new Problem('bad-request', `no ${TERMINAL_SUBPROTOCOL}`);
    return wanted;
  }

  #connect(socket: WebSocket, admitted: Admitted): void {
    // A broken frame or connection closes the socket by itself; there is nothing to add.
    socket.on('error', (error) => this.#admission.log.debug({ error }, 'terminal socket failed'));
    this.#admission.connect(socket, admitted);
  }
}
