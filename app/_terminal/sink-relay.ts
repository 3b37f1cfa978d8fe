import type { ConnectionState, TerminalSink, TerminalSize } from './terminal-socket.ts';

/** Stands in for a sink that is still being loaded, and gives it everything in order when it comes. */
export class SinkRelay implements TerminalSink {
  #sink: TerminalSink | undefined;
  #waiting: ((sink: TerminalSink) => void)[] = [];

  attach(sink: TerminalSink): void {
    this.#sink = sink;
    for (const call of this.#waiting.splice(0)) call(sink);
  }

  connectionChanged(state: ConnectionState): void {
    this.#pass((sink) => sink.connectionChanged(state));
  }

  reset(size: TerminalSize): void {
    this.#pass((sink) => sink.reset(size));
  }

  repainted(): void {
    this.#pass((sink) => sink.repainted());
  }

  write(bytes: Uint8Array, done: () => void): void {
    this.#pass((sink) => sink.write(bytes, done));
  }

  resized(size: TerminalSize): void {
    this.#pass((sink) => sink.resized(size));
  }

  exited(exitCode: number): void {
    this.#pass((sink) => sink.exited(exitCode));
  }

  restarted(): void {
    this.#pass((sink) => sink.restarted());
  }

  #pass(call: (sink: TerminalSink) => void): void {
    if (this.#sink === undefined) this.#waiting.push(call);
    else call(this.#sink);
  }
}
