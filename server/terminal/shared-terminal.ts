import { randomUUID } from 'node:crypto';
import type { Terminal, TerminalSize } from '../../sandbox/driver.ts';
import type { Clock } from '../clock.ts';
import { Disposables } from '../lifecycle.ts';
import type { Logger } from '../logger.ts';
import type { CloseReason } from '../protocol/close-reasons.ts';
import type { Tape } from '../recording/tape.ts';
import { OutputBatch } from './output-batch.ts';
import { ShellHolds } from './shell-holds.ts';
import { type Repaint, TerminalHistory } from './terminal-history.ts';
import { isReply } from './terminal-reply.ts';
import { UnwatchedPace } from './unwatched-pace.ts';
import type { Position, Viewer } from './viewer.ts';

export interface SharedTerminalOptions {
  /** Attaches to the shell, starting it when it does not run. */
  readonly open: (size: TerminalSize) => Promise<Terminal>;
  readonly size: TerminalSize;
  readonly clock: Clock;
  readonly log: Logger;
  /** The driver has lost the shell, or a new one cannot be had: nothing more will come from this terminal. */
  readonly onLost: () => void;
  /** Begins to record what the shell prints, watched or not. */
  readonly record?: (() => Tape) | undefined;
}

/** The exit code of a shell that the driver lost rather than saw end. */
const SHELL_LOST = -1;

/**
 * One terminal of a machine and the pages that look at it. It goes on without any page, so that what is printed meanwhile
 * is there when one comes back. Disposal detaches from the shell, whose end is the session's business.
 */
export class SharedTerminal implements Disposable {
  readonly #options: SharedTerminalOptions;
  readonly #history: TerminalHistory;
  readonly #batch = new OutputBatch((bytes) => this.#deliver(bytes));
  readonly #viewers = new Set<Viewer>();
  /** Viewers whose repaint is being made. */
  readonly #arriving = new Set<Viewer>();
  readonly #holds: ShellHolds;
  readonly #pace: UnwatchedPace;
  readonly #cleanup = new Disposables();
  readonly #tape: Tape | undefined;
  #terminal: Terminal;
  #listening: Disposable | undefined;
  #shell: string = randomUUID();
  #exitCode: number | undefined;
  #repaints = 0;
  /** Who typed or resized last: the one whose xterm answers a program's questions. */
  #speaker: Viewer | undefined;

  static async open(options: SharedTerminalOptions): Promise<SharedTerminal> {
    return new SharedTerminal(await options.open(options.size), options);
  }

  private constructor(terminal: Terminal, options: SharedTerminalOptions) {
    this.#options = options;
    this.#terminal = terminal;
    this.#holds = new ShellHolds(terminal);
    this.#pace = this.#cleanup.use(new UnwatchedPace(options.clock, (isOn) => this.#holds.set('unwatched', isOn)));
    this.#history = new TerminalHistory({ start: terminal.start, size: options.size, clock: options.clock });
    this.#cleanup.use(this.#history);
    this.#cleanup.use(this.#batch);
    this.#tape = options.record?.();
    if (this.#tape !== undefined) this.#cleanup.use(this.#tape);
    this.#cleanup.defer(() => this.#letGo());
    this.#listen(terminal);
  }

  get viewerCount(): number {
    return this.#viewers.size + this.#arriving.size;
  }

  /** Shows the terminal to a page, from where it was or by a repaint. Resolves when the page is up to date, or gone. */
  async attach(viewer: Viewer, position: Position | undefined): Promise<void> {
    this.#arriving.add(viewer);
    this.#pace.end();
    const output = position?.shell === this.#shell ? this.#history.since(position.offset) : undefined;
    if (position !== undefined && output !== undefined)
      this.#admit(viewer, { offset: position.offset, size: this.#history.size });
    else await this.#attachByRepaint(viewer);
  }

  detach(viewer: Viewer): void {
    this.#arriving.delete(viewer);
    this.#viewers.delete(viewer);
    if (this.#speaker === viewer) this.#speaker = undefined;
    if (this.#cleanup.disposed) return;
    this.reconsider();
    // A page that goes is most often one that is being reloaded.
    if (this.viewerCount === 0) this.#history.prepareRepaint();
  }

  /** Lets the shell go on, or makes it wait, after a viewer has caught up or fallen behind. */
  reconsider(): void {
    this.#holds.set(
      'viewer',
      [...this.#viewers].some((viewer) => viewer.isBehind),
    );
  }

  /** True when the bytes went to a shell as something that a person typed. */
  type(viewer: Viewer, bytes: Buffer): boolean {
    if (this.#exitCode !== undefined) return false;
    if (!isReply(bytes)) this.#speaker = viewer;
    if (this.#speaker !== undefined && this.#speaker !== viewer) return false;
    this.#terminal.write(bytes);
    return true;
  }

  resize(viewer: Viewer, { cols, rows }: TerminalSize): void {
    this.#speaker = viewer;
    const { size } = this.#history;
    if (size.cols === cols && size.rows === rows) return;
    this.#batch.flush();
    this.#history.resized({ cols, rows });
    this.#terminal.resize({ cols, rows });
    this.#tape?.resized({ cols, rows });
    for (const other of this.#viewers) if (other !== viewer) other.resized({ cols, rows });
  }

  /** Starts a new shell in the place of one that has ended. */
  async restart(): Promise<void> {
    if (this.#exitCode === undefined) return;
    this.#exitCode = undefined;
    this.#letGo();
    try {
      this.#terminal = await this.#options.open(this.#history.size);
    } catch (error) {
      this.#options.log.warn({ error }, 'shell could not be restarted');
      this.#lose();
      return;
    }
    this.#holds.moveTo(this.#terminal);
    this.#shell = randomUUID();
    this.#history.restarted(this.#terminal.start);
    for (const viewer of this.#viewers) viewer.restarted({ shell: this.#shell, offset: this.#terminal.start });
    this.#listen(this.#terminal);
  }

  /** The session ends the shell: whoever opens a terminal by this name later has another one. */
  shellIsOver(): void {
    this.#tape?.ended();
  }

  /** Ends every page's connection. */
  closeAll(reason: CloseReason): void {
    for (const viewer of [...this.#arriving, ...this.#viewers]) viewer.close(reason);
  }

  [Symbol.dispose](): void {
    this.#cleanup[Symbol.dispose]();
  }

  #listen(terminal: Terminal): void {
    if (this.#cleanup.disposed) {
      terminal[Symbol.dispose]();
      return;
    }
    // Where a shell ran already it may have another size, from a page that is gone.
    terminal.resize(this.#history.size);
    this.#tape?.begin(terminal.start, this.#history.size);
    this.#listening = terminal.onOutput((chunk) => this.#receive(chunk));
    void terminal.exited.then(({ exitCode }) => this.#finish(terminal, exitCode));
  }

  #receive(chunk: Uint8Array): void {
    this.#history.append(chunk);
    this.#tape?.output(chunk);
    if (this.#viewers.size > 0) this.#batch.add(chunk);
    if (this.viewerCount === 0) this.#pace.spend(chunk.byteLength);
    if (!this.#history.isOverfull || this.#holds.has('history')) return;
    this.#holds.set('history', true);
    void this.#history.relief().then(() => this.#holds.set('history', false));
  }

  #letGo(): void {
    this.#listening?.[Symbol.dispose]();
    this.#terminal[Symbol.dispose]();
  }

  #deliver(bytes: Buffer): void {
    for (const viewer of this.#viewers) viewer.output(bytes);
    this.reconsider();
  }

  #finish(terminal: Terminal, exitCode: number): void {
    if (this.#cleanup.disposed || terminal !== this.#terminal) return;
    this.#batch.flush();
    if (exitCode === SHELL_LOST) {
      this.#lose();
      return;
    }
    this.#exitCode = exitCode;
    this.#tape?.ended();
    for (const viewer of this.#viewers) viewer.exited(exitCode);
  }

  #lose(): void {
    this.closeAll('internal');
    this.#options.onLost();
  }

  async #attachByRepaint(viewer: Viewer): Promise<void> {
    this.#repaints += 1;
    this.#holds.set('repaint', true);
    try {
      const repaint = await this.#history.repaint();
      // It may have gone meanwhile.
      if (this.#arriving.has(viewer)) this.#admit(viewer, repaint);
    } finally {
      this.#repaints -= 1;
      this.#holds.set('repaint', this.#repaints > 0);
    }
  }

  #admit(viewer: Viewer, { offset, size, frames }: Pick<Repaint, 'offset' | 'size'> & Partial<Repaint>): void {
    // What the batch holds is in the history too, and must not come twice.
    this.#batch.flush();
    const output = this.#history.since(offset) ?? Buffer.alloc(0);
    viewer.begin({ shell: this.#shell, offset, size, repaint: frames, output });
    if (size.cols !== this.#history.size.cols || size.rows !== this.#history.size.rows) viewer.resized(this.#history.size);
    this.#arriving.delete(viewer);
    this.#viewers.add(viewer);
    if (this.#exitCode !== undefined) viewer.exited(this.#exitCode);
    this.reconsider();
  }
}
