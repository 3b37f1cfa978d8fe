import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { refuse, sendJson } from '../http/json-answer.ts';
import { readJson } from '../http/json-body.ts';
import { secureApi } from '../http/security-headers.ts';
import { Problem } from '../problem.ts';
import { frameBatchSchema, MAX_BATCH_BODY_BYTES } from '../protocol/http-transport.ts';
import { problems } from '../protocol/problems.ts';
import { StreamSocket } from './stream-socket.ts';
import type { TerminalAdmission } from './terminal-admission.ts';
import { type TerminalRequest, terminalRequestOf } from './terminal-request.ts';

/** A page that does not hang up within this after the goodbye is not waited for. */
const GOODBYE_MS = 1000;

/** A page sends one batch at a time; a second one only where it has given the first up for lost. */
const MAX_BATCHES_AT_ONCE = 4;

interface Held {
  readonly socket: StreamSocket;
  readonly learnerId: string;
  readonly wanted: TerminalRequest;
  batches: number;
}

/**
 * The same door as `TerminalSockets`, for pages whose WebSockets do not get through: a POST to a terminal's address is
 * answered with a stream, and POSTs with the id of that stream bring what the page sends.
 */
export class TerminalStreams implements AsyncDisposable {
  readonly #admission: TerminalAdmission;
  readonly #held = new Map<string, Held>();

  constructor(admission: TerminalAdmission) {
    this.#admission = admission;
  }

  get count(): number {
    return this.#held.size;
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    secureApi(response);
    try {
      this.#admission.checkSource(request);
      const wanted = terminalRequestOf(request);
      if (wanted === undefined) throw new Problem('no-such-page');
      if (request.method !== 'POST') throw new Problem('method-not-allowed');
      const learnerId = this.#admission.learnerOf(request);
      if (wanted.connection === undefined) await this.#open(response, { learnerId, wanted });
      else await this.#receive(request, response, this.#heldBy(learnerId, wanted));
    } catch (error) {
      refuse(response, error, this.#admission.log);
    }
  }

  /** Waits for the ends of the streams, which the end of the admission has begun. */
  async [Symbol.asyncDispose](): Promise<void> {
    const sockets = [...this.#held.values()].map(({ socket }) => socket);
    const goodbyes = sockets.map((socket) => once(socket, 'close'));
    using _ = this.#admission.clock.after(GOODBYE_MS, () => {
      for (const socket of sockets) socket.terminate();
    });
    await Promise.all(goodbyes);
  }

  async #open(response: ServerResponse, { learnerId, wanted }: Pick<Held, 'learnerId' | 'wanted'>): Promise<void> {
    const { admitted, problem } = await this.#admission.admit(learnerId, wanted);
    if (admitted === undefined) return sendJson(response, problems[problem].status, { problem });
    // The page may have gone meanwhile.
    if (response.destroyed) return;
    this.#admission.checkRoom(admitted);
    const socket = new StreamSocket(response, this.#admission.clock);
    this.#held.set(socket.id, { socket, learnerId, wanted, batches: 0 });
    socket.once('close', () => this.#held.delete(socket.id));
    this.#admission.connect(socket, admitted);
  }

  /** Nobody learns from the answer whether somebody else's connection is there. */
  #heldBy(learnerId: string, { connection = '', sessionId, name }: TerminalRequest): Held {
    const held = this.#held.get(connection);
    const isTheirs = held?.learnerId === learnerId && held.wanted.sessionId === sessionId && held.wanted.name === name;
    if (held === undefined || !isTheirs) throw new Problem('no-such-terminal');
    return held;
  }

  async #receive(request: IncomingMessage, response: ServerResponse, held: Held): Promise<void> {
    if (held.batches >= MAX_BATCHES_AT_ONCE) throw new Problem('too-many-requests');
    held.batches += 1;
    try {
      const batch = await readJson(request, frameBatchSchema, MAX_BATCH_BODY_BYTES);
      sendJson(response, 200, { next: held.socket.receive(batch) });
    } finally {
      held.batches -= 1;
    }
  }
}
