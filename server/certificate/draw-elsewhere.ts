import { Worker } from 'node:worker_threads';
import type { Sheet } from './draw-certificate.ts';

/** Far more than it takes on a busy machine. */
const TIMEOUT_MS = 60_000;

/** Draws a certificate on a thread of its own: reading fonts takes longer than a key may wait for its echo. */
export function drawElsewhere(sheet: Sheet): Promise<Uint8Array> {
  const worker = new Worker(new URL('./certificate-worker.ts', import.meta.url), { workerData: sheet });
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
  const timer = setTimeout(() => reject(new Error('the certificate took too long to draw')), TIMEOUT_MS);
  worker.once('message', resolve);
  worker.once('error', reject);
  worker.once('exit', () => reject(new Error('the certificate was not drawn')));
  return promise.finally(() => {
    clearTimeout(timer);
    void worker.terminate();
  });
}
