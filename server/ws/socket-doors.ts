import type { IncomingMessage } from 'node:http';
import type { PageHandler, UpgradeHandler } from '../http/http-server.ts';
import { BrowserCheck, type BrowserCheckParts, isBrowserCheck } from './browser-check.ts';
import { TerminalAdmission, type TerminalAdmissionParts } from './terminal-admission.ts';
import { TerminalSockets } from './terminal-sockets.ts';
import { TerminalStreams } from './terminal-streams.ts';

/** All that lies under /ws/: terminals, as upgrades or without them, and the other end of the browser check. */
export class SocketDoors implements AsyncDisposable {
  readonly #admission: TerminalAdmission;
  readonly #sockets: TerminalSockets;
  readonly #streams: TerminalStreams;
  readonly #check: BrowserCheck;

  constructor(parts: TerminalAdmissionParts & BrowserCheckParts) {
    this.#admission = new TerminalAdmission(parts);
    this.#sockets = new TerminalSockets(this.#admission);
    this.#streams = new TerminalStreams(this.#admission);
    this.#check = new BrowserCheck(parts);
  }

  readonly sockets: UpgradeHandler = (request, socket, head) =>
    (isForCheck(request) ? this.#check : this.#sockets).handleUpgrade(request, socket, head);

  readonly streams: PageHandler = (request, response) =>
    (isForCheck(request) ? this.#check : this.#streams).handle(request, response);

  /** Every page hears that the server stops; the shells live on. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#check[Symbol.dispose]();
    this.#admission[Symbol.dispose]();
    await Promise.all([this.#streams[Symbol.asyncDispose](), this.#sockets[Symbol.asyncDispose]()]);
  }
}

function isForCheck({ url }: IncomingMessage): boolean {
  return url !== undefined && isBrowserCheck(url);
}
