import type { BootStage, Sandbox, SandboxLimits } from '../../sandbox/driver.ts';
import type { StageTimes } from './boot-times.ts';
import type { Outlook, Span } from './forecast.ts';

/** Where sessions get their machines. */
export interface SandboxSource {
  /**
   * Hands over a machine that nobody has used. Rejects with a `SandboxError`, or with the signal's reason.
   * A machine handed over belongs to the caller, who gives it back by `release`, and by nothing else.
   */
  take(request: TakeRequest): Promise<Sandbox>;
  /** Hands over a spare on the spot, if there is one. */
  takeSpare(limits: SandboxLimits): Sandbox | undefined;
  /** Tells those who wait when this machine may end; asked whenever that is looked at. */
  lend(sandbox: Sandbox, outlook: () => Outlook): void;
  /** Ends a machine for good, in the background. */
  release(sandbox: Sandbox): void;
}

export interface TakeRequest {
  readonly limits: SandboxLimits;
  readonly signal: AbortSignal;
  /** Whoever gives a machine back for a fresh one has their place already: they wait before all others. */
  readonly hasPlace?: boolean;
  onProgress(progress: TakeProgress): void;
}

interface Progress {
  readonly stageSince: number;
  /** When the machine is expected; absent where nothing is known to tell it by. */
  readonly estimate?: Span;
}

/** `full`: every place is taken. `busy`: there is room, and as many machines come up at this moment as the server can start. */
export type QueueReason = 'full' | 'busy';

export type TakeProgress =
  /** `place` 1 is next. */
  | (Progress & { readonly stage: 'queued'; readonly place: number; readonly why: QueueReason })
  /** `usualMs`: what each stage took lately. */
  | (Progress & { readonly stage: BootStage; readonly usualMs?: StageTimes });
