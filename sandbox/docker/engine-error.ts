import { SandboxError, type SandboxErrorCode } from '../errors.ts';

/** What the kernel or the engine says when something of the host is used up. */
const USED_UP = /no space left|cannot allocate memory|disk quota exceeded|resource temporarily unavailable|too many open files/i;

/** A failure of a call to the engine, as what it means for a sandbox. */
export function engineError(cause: unknown, code: SandboxErrorCode, doing: string): SandboxError {
  if (cause instanceof SandboxError) return cause;
  return new SandboxError(codeOf(cause) ?? code, `${doing}: ${cause instanceof Error ? cause.message.trim() : String(cause)}`, {
    cause,
  });
}

export function statusOf(error: unknown): number | undefined {
  return (error as { statusCode?: number } | undefined)?.statusCode;
}

function codeOf(cause: unknown): SandboxErrorCode | undefined {
  if (!(cause instanceof Error)) return undefined;
  const status = statusOf(cause);
  if (status === undefined && 'code' in cause) return 'sandbox/engine-unreachable';
  if (status === 404 && /no such image/i.test(cause.message)) return 'sandbox/image-missing';
  if (status === 404 || /is not running/i.test(cause.message)) return 'sandbox/gone';
  return USED_UP.test(cause.message) ? 'sandbox/out-of-capacity' : undefined;
}
