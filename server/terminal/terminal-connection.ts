import type { TerminalSize } from '../../sandbox/driver.ts';
import type { Clock } from '../clock.ts';
import { Disposables } from '../lifecycle.ts';
import type { Logger } from '../logger.ts';
import { type CloseReason, closeReasons } from '../protocol/close-reasons.ts';
import { type ClientMessage, decodeClientMessage, encode, type ServerMessage } from '../protocol/messages.ts';
import { FlowControl } from './flow-control.ts';
import type { PageSocket } from './page-socket.ts';
import type { SharedTerminal } from './shared-terminal.ts';
import type { Beginning, Position, Viewer } from './viewer.ts';

/** How long one page may keep the shell waiting, and with it the other pages: a tab in the background, a dead network. */
export const SLOWEST_MS = 10_000;

/** What a page may leave unread, its repaint aside, before it counts as one that asks and never reads. */
export const UNREAD_MAX_BYTES = 4 * 1024 * 1024;

/** Each resize means new line breaks in the whole scrollback. */
const RESIZE_EVERY_MS = 50;

export interface ConnectionOptions {
  readonly terminal: SharedTerminal;
  readonly position: Position | undefined;
  readonly clock: Clock;
  readonly log: Logger;
  /** Called for input that a person may have typed. */
  noteInput(): void;
}

/**
 * Joins one page's connection to one terminal until either ends. Binary frames are terminal bytes, text frames are
 * `ClientMessage` and `ServerMessage`. Ending the connection leaves the terminal as it is.
 */
export class TerminalConnection implements Viewer, Disposable {
  readonly #socket: PageSocket;
  readonly #options: ConnectionOptions;
  readonly #cleanup = new Disposables();
  #flow = new FlowControl(0);
  #patience: Disposable | undefined;
  #repainting: Disposable | undefined;
  #unreadMax = UNREAD_MAX_BYTES;
  #resizing: Disposable | undefined;
  #nextSize: TerminalSize | undefined;

  constructor(socket: PageSocket, options: ConnectionOptions) {
    this.#socket = socket;
    this.#options = options;
    this.#cleanup.listen(socket, 'message', (data: Buffer, isBinary: boolean) => this.#receive(data, isBinary));
    this.#cleanup.listen(socket, 'close', () => this[Symbol.dispose]());
    this.#cleanup.defer(() => this.#patience?.[Symbol.dispose]());
    this.#cleanup.defer(() => this.#resizing?.[Symbol.dispose]());
    this.#cleanup.defer(() => this.#repainting?.[Symbol.dispose]());
    this.#cleanup.defer(() => options.terminal.detach(this));
    void this.#attach();
  }

  get isBehind(): boolean {
    return this.#flow.behind;
  }

  begin({ shell, offset, size, repaint, output }: Beginning): void {
    this.#flow = new FlowControl(offset);
    const repaintBytes = repaint?.reduce((total, frame) => total + frame.byteLength, 0) ?? 0;
    this.#unreadMax = UNREAD_MAX_BYTES + repaintBytes;
    this.#send({ type: 'ready', shell, offset, ...size, reset: repaint !== undefined, repaintBytes });
    for (const frame of repaint ?? []) this.#socket.send(frame);
    if (output.byteLength > 0) this.output(output);
    this.#watchRepaint();
  }

  output(bytes: Buffer): void {
    this.#socket.send(bytes);
    this.#flow.onSent(bytes.byteLength);
    if (this.#flow.behind) this.#loseAnyPatience();
  }

  resized({ cols, rows }: TerminalSize): void {
    this.#send({ type: 'resized', cols, rows });
  }

  exited(exitCode: number): void {
    this.#send({ type: 'exited', exitCode });
  }

  restarted({ shell, offset }: Pick<Beginning, 'shell' | 'offset'>): void {
    this.#flow = new FlowControl(offset);
    this.#send({ type: 'restarted', shell, offset });
  }

  close(reason: CloseReason): void {
    this.#socket.close(closeReasons[reason].code, reason);
    this[Symbol.dispose]();
  }

  [Symbol.dispose](): void {
    this.#cleanup[Symbol.dispose]();
  }

  async #attach(): Promise<void> {
    try {
      await this.#options.terminal.attach(this, this.#options.position);
    } catch (error) {
      this.#options.log.error({ error }, 'terminal could not be shown');
      this.close('internal');
    }
  }

  #receive(data: Buffer, isBinary: boolean): void {
    if (isBinary) {
      if (this.#options.terminal.type(this, data)) this.#options.noteInput();
      return;
    }
    const message = decodeClientMessage(data.toString('utf8'));
    if (message === undefined) this.close('bad-message');
    else this.#handle(message);
  }

  #handle(message: ClientMessage): void {
    switch (message.type) {
      case 'resize':
        this.#resize(message);
        return;
      case 'ack':
        this.#acknowledge(message.received);
        return;
      case 'restart':
        void this.#options.terminal.restart();
        return;
      case 'ping':
        this.#send({ type: 'pong' });
        return;
      default:
        message satisfies never;
    }
  }

  /** The first at once, then the latest when it is time. */
  #resize(size: TerminalSize): void {
    if (this.#resizing !== undefined) {
      this.#nextSize = size;
      return;
    }
    this.#options.terminal.resize(this, size);
    this.#resizing = this.#options.clock.after(RESIZE_EVERY_MS, () => {
      this.#resizing = undefined;
      const next = this.#nextSize;
      this.#nextSize = undefined;
      if (next !== undefined) this.#resize(next);
    });
  }

  #acknowledge(received: number): void {
    const wasBehind = this.#flow.behind;
    if (!this.#flow.onAck(received)) {
      this.close('bad-message');
      return;
    }
    if (!wasBehind || this.#flow.behind) return;
    this.#patience?.[Symbol.dispose]();
    this.#patience = undefined;
    this.#options.terminal.reconsider();
  }

  /** A repaint is large. A page on a slow line gets it in its own time; one that takes nothing of it is gone. */
  #watchRepaint(): void {
    const unread = this.#socket.bufferedAmount;
    if (unread <= UNREAD_MAX_BYTES) return;
    this.#repainting = this.#options.clock.after(SLOWEST_MS, () => {
      if (this.#socket.bufferedAmount >= unread) this.#socket.terminate();
      else this.#watchRepaint();
    });
  }

  #loseAnyPatience(): void {
    this.#patience ??= this.#options.clock.after(SLOWEST_MS, () => this.close('too-slow'));
  }

  #send(message: ServerMessage): void {
    if (this.#socket.bufferedAmount > this.#unreadMax) this.#socket.terminate();
    else this.#socket.send(encode(message));
  }
}
