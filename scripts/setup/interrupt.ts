/**
 * Aborts at the first Ctrl-C or SIGTERM. A set-up that is interrupted still has to put back what it changed
 * on the host, so it must end by itself and not by the signal.
 */
export function interruption(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => controller.abort(new Error(`interrupted by ${signal}`)));
  }
  return controller.signal;
}
