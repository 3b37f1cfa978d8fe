/** What the sandbox layer can fail at. Every code has a status and wording in two languages; see `server/protocol/problems.ts`. */
export type SandboxErrorCode =
  | 'sandbox/engine-unreachable'
  | 'sandbox/image-missing'
  | 'sandbox/out-of-capacity'
  | 'sandbox/boot-failed'
  | 'sandbox/boot-timeout'
  | 'sandbox/exec-timeout'
  | 'sandbox/terminal-failed'
  | 'sandbox/connect-failed'
  | 'sandbox/observer-failed'
  | 'sandbox/gone';

/** Something the sandbox layer cannot do. `code` is for programs, `message` and `cause` are for the log. */
export class SandboxError extends Error {
  override readonly name = 'SandboxError';
  readonly code: SandboxErrorCode;

  constructor(code: SandboxErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
