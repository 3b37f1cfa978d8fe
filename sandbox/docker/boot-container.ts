import type Docker from 'dockerode';
import type { CreateOptions } from '../driver.ts';
import { SandboxError } from '../errors.ts';
import { BootWatch } from './boot-watch.ts';
import { engineError } from './engine-error.ts';

/** Ten times what a start takes on a machine that is busy with other starts. */
const BOOT_TIMEOUT_MS = 45_000;

/** Starts a created container and waits until its machine is up. Rejects with a `SandboxError` or the signal's reason. */
export async function bootContainer(docker: Docker, container: Docker.Container, options: CreateOptions): Promise<void> {
  const { signal, onStage } = options;
  const watch = new BootWatch((stage) => onStage?.(stage));
  const stop = () => watch.fail(asError(signal.reason));
  const deadline = setTimeout(() => watch.fail(timeout(watch)), BOOT_TIMEOUT_MS);
  signal.addEventListener('abort', stop, { once: true });
  const output = await container.attach({ stream: true, stdout: true, stderr: true }).catch((cause: unknown) => {
    throw engineError(cause, 'sandbox/boot-failed', 'attaching to the machine');
  });
  try {
    docker.modem.demuxStream(output, watch, watch);
    output.once('end', () => watch.end());
    output.on('error', (cause: Error) => watch.fail(engineError(cause, 'sandbox/boot-failed', 'following the start')));
    await container.start().catch((cause: unknown) => {
      throw engineError(cause, 'sandbox/boot-failed', 'starting the machine');
    });
    await watch.ready;
  } finally {
    clearTimeout(deadline);
    signal.removeEventListener('abort', stop);
    (output as NodeJS.ReadWriteStream & { destroy(): void }).destroy();
  }
}

function timeout(watch: BootWatch): SandboxError {
  return new SandboxError('sandbox/boot-timeout', `not up after ${BOOT_TIMEOUT_MS} ms: ${watch.tail}`);
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
