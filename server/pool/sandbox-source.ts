import type { BootStage, Sandbox, SandboxLimits } from '../../sandbox/driver.ts';

/** Where sessions get their machines. */
export interface SandboxSource {
  /**
   * Hands over a machine that nobody has used. Rejects with a `SandboxError`, or with the signal's reason.
   * A machine handed over belongs to the caller, who gives it back by `release`, and by nothing else.
   */
  take(request: TakeRequest): Promise<Sandbox>;
  /** Hands over a spare on the spot, if there is one. */
  takeSpare(limits: SandboxLimits): Sandbox | undefined;
  /** Ends a machine for good, in the background. */
  release(sandbox: Sandbox): void;
}

export interface TakeRequest {
  readonly limits: SandboxLimits;
  readonly signal: AbortSignal;
  onProgress(progress: TakeProgress): void;
}

export type TakeProgress =
  /** `place` 1 is next. */
  { readonly stage: 'queued'; readonly place: number } | { readonly stage: BootStage };
