import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** What becomes of WebSocket upgrades on the way. */
type Upgrades = 'pass' | 'refused' | 'swallowed';

/** What lies between a browser and the server: passes bytes on, or does what proxies and sleeping laptops do. */
export class FlakyWire implements AsyncDisposable {
  upgrades: Upgrades = 'pass';
  /** Upgrades that were seen, whatever became of them. */
  upgradesSeen = 0;
  readonly #server = createServer((socket) => this.#accept(socket));
  readonly #sockets = new Set<Socket>();
  readonly #target: URL;

  private constructor(target: URL) {
    this.#target = target;
  }

  static async open(target: string): Promise<FlakyWire> {
    const wire = new FlakyWire(new URL(target));
    wire.#server.listen(0, '127.0.0.1');
    await once(wire.#server, 'listening');
    return wire;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Every connection breaks. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  /** Nothing more comes through the connections there are, and nobody is told. */
  mute(): void {
    for (const socket of this.#sockets) {
      socket.unpipe();
      socket.pause();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.cut();
    await closed;
  }

  #accept(socket: Socket): void {
    this.#hold(socket);
    socket.once('data', (head) => {
      socket.pause();
      if (!/^upgrade: *websocket/im.test(head.toString('latin1'))) return this.#join(socket, head);
      this.upgradesSeen += 1;
      if (this.upgrades === 'pass') this.#join(socket, head);
      else if (this.upgrades === 'refused')
        socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
    });
  }

  #join(socket: Socket, head: Buffer): void {
    const server = connect({ host: this.#target.hostname, port: Number(this.#target.port) });
    this.#hold(server);
    server.write(head);
    socket.pipe(server).pipe(socket);
    socket.on('close', () => server.destroy());
    server.on('close', () => socket.destroy());
  }

  #hold(socket: Socket): void {
    socket.setNoDelay(true);
    this.#sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.#sockets.delete(socket));
  }
}
