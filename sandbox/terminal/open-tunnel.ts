import type { Duplex } from 'node:stream';
import type { Connection, ConnectTarget } from '../driver.ts';
import { SandboxError } from '../errors.ts';
import { decodeMessage, encodeConnect, FRAME_HEADER_BYTES, type HolderMessage } from './frames.ts';

/** The holder's process gives up after 5 s; by an engine elsewhere, and on a busy machine, its word takes a while more. */
const ANSWER_TIMEOUT_MS = 20_000;
/** The longest answer is an error's code. */
const ANSWER_MAX_BYTES = 32;

/** What the holder says when nobody answers at the address. */
const NOT_REACHED = { refused: 'refused', 'timed-out': 'timeout', unreachable: 'unreachable' } as const;

/**
 * Asks the holder at the other end of the stream for a connection to a server in its machine. After that the stream is
 * the server's. Owns the stream until it gives it away; rejects with `sandbox/connect-failed`.
 */
export async function openTunnel(stream: Duplex, target: ConnectTarget): Promise<Connection> {
  const deadline = setTimeout(() => stream.destroy(failed('no answer in time')), ANSWER_TIMEOUT_MS);
  let kept = false;
  try {
    stream.write(encodeConnect(target));
    const answer = await readAnswer(stream);
    kept = answer.type === 'connected';
    return kept ? { reached: true, stream } : notReached(answer);
  } catch (error) {
    throw error instanceof SandboxError && error.code === 'sandbox/connect-failed' ? error : failed('no connection', error);
  } finally {
    clearTimeout(deadline);
    if (!kept) stream.destroy();
  }
}

async function readAnswer(stream: Duplex): Promise<HolderMessage> {
  const header = await readExactly(stream, FRAME_HEADER_BYTES);
  const length = header.readUInt32LE(1);
  if (length > ANSWER_MAX_BYTES) throw failed(`an answer of ${length} bytes`);
  const payload = length === 0 ? Buffer.alloc(0) : await readExactly(stream, length);
  return decodeMessage(header.readUInt8(0), payload);
}

function notReached(answer: HolderMessage): Connection {
  const reason = answer.type === 'error' ? NOT_REACHED[answer.code as keyof typeof NOT_REACHED] : undefined;
  if (reason !== undefined) return { reached: false, reason };
  throw failed(answer.type === 'error' ? answer.code : `a ${answer.type} out of turn`);
}

/** Leaves what follows in the stream, for whoever reads it next. */
function readExactly(stream: Duplex, length: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      stream.off('readable', look).off('close', end).off('end', end).off('error', fail);
      act();
    };
    const look = () => {
      const bytes = stream.read(length) as Buffer | null;
      if (bytes === null) return;
      settle(() => (bytes.length === length ? resolve(bytes) : reject(failed('half an answer'))));
    };
    const end = () => settle(() => reject(failed('the holder hung up')));
    const fail = (error: Error) => settle(() => reject(error));
    stream.on('readable', look).on('close', end).on('end', end).on('error', fail);
    look();
  });
}

function failed(what: string, cause?: unknown): SandboxError {
  return new SandboxError('sandbox/connect-failed', `a connection into the machine: ${what}`, { cause });
}
