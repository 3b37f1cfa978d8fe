import type { ConnectTarget, OpenTerminalOptions, TerminalSize } from '../driver.ts';
import { SandboxError } from '../errors.ts';
import { addressBytes } from './address-bytes.ts';

/**
 * What the holder of a sandbox's terminals and its clients say to each other: `[type u8][length u32 LE][payload]`.
 * The other side is the learner's machine, so every size and every word is checked. `sandbox/image/init/README.md` has
 * the conversation.
 */

export const FRAME_HEADER_BYTES = 5;
/** The holder keeps one whole frame of a client in memory, and refuses a longer one. */
export const CLIENT_PAYLOAD_MAX_BYTES = 16_384;

const clientFrames = { open: 0x6f, input: 0x69, resize: 0x72, kill: 0x6b, list: 0x6c, connect: 0x63 } as const;

const TERMINAL_ID = /^[a-z0-9-]{1,32}$/;
const ERROR_CODE = /^[a-z-]{1,32}$/;
const HELLO_BYTES = 8;
/** Far beyond what any shell writes, and far below where numbers lose bytes. */
const MAX_START = 2 ** 50;
const EXIT_BYTES = 4;

/** What the holder says besides output. */
export type HolderMessage =
  | { readonly type: 'hello'; readonly start: number }
  | { readonly type: 'exited'; readonly exitCode: number }
  | { readonly type: 'error'; readonly code: string }
  | { readonly type: 'list'; readonly ids: string[] }
  | { readonly type: 'killed' }
  | { readonly type: 'connected' };

export function encodeOpen({ id, machine, size }: OpenTerminalOptions): Buffer {
  const words = Buffer.from(`${machine}${id}`, 'latin1');
  const payload = Buffer.alloc(5 + words.length);
  payload.writeUInt16LE(size.cols, 0);
  payload.writeUInt16LE(size.rows, 2);
  payload.writeUInt8(machine.length, 4);
  payload.set(words, 5);
  return frame(clientFrames.open, payload);
}

/** At most `CLIENT_PAYLOAD_MAX_BYTES`. */
export function encodeInput(bytes: Uint8Array): Buffer {
  return frame(clientFrames.input, bytes);
}

export function encodeResize({ cols, rows }: TerminalSize): Buffer {
  const payload = Buffer.alloc(4);
  payload.writeUInt16LE(cols, 0);
  payload.writeUInt16LE(rows, 2);
  return frame(clientFrames.resize, payload);
}

export function encodeKill(id: string): Buffer {
  return frame(clientFrames.kill, Buffer.from(id, 'latin1'));
}

export function encodeList(): Buffer {
  return frame(clientFrames.list, Buffer.alloc(0));
}

/** The address is an IP address. */
export function encodeConnect({ address, port }: ConnectTarget): Buffer {
  const bytes = addressBytes(address);
  const payload = Buffer.alloc(2 + bytes.length);
  payload.writeUInt16LE(port, 0);
  payload.set(bytes, 2);
  return frame(clientFrames.connect, payload);
}

function frame(type: number, payload: Uint8Array): Buffer {
  const bytes = Buffer.allocUnsafe(FRAME_HEADER_BYTES + payload.length);
  bytes.writeUInt8(type, 0);
  bytes.writeUInt32LE(payload.length, 1);
  bytes.set(payload, FRAME_HEADER_BYTES);
  return bytes;
}

/** Throws `sandbox/terminal-failed` for anything the holder never says. */
export function decodeMessage(type: number, payload: Buffer): HolderMessage {
  const message = messageOf(String.fromCharCode(type), payload);
  if (message === undefined) throw malformed(`a frame of type ${type} with ${payload.length} bytes`);
  return message;
}

export function malformed(what: string): SandboxError {
  return new SandboxError('sandbox/terminal-failed', `the holder of the terminals sent ${what}`);
}

function messageOf(type: string, payload: Buffer): HolderMessage | undefined {
  switch (type) {
    case 'h':
      return helloOf(payload);
    case 'x':
      return payload.length === EXIT_BYTES ? { type: 'exited', exitCode: payload.readInt32LE(0) } : undefined;
    case 'e':
      return errorOf(payload.toString('latin1'));
    case 'l':
      return listOf(payload.toString('latin1'));
    case 'k':
      return payload.length === 0 ? { type: 'killed' } : undefined;
    case 'c':
      return payload.length === 0 ? { type: 'connected' } : undefined;
    default:
      return undefined;
  }
}

function helloOf(payload: Buffer): HolderMessage | undefined {
  if (payload.length !== HELLO_BYTES) return undefined;
  const start = Number(payload.readBigUInt64LE(0));
  return start <= MAX_START ? { type: 'hello', start } : undefined;
}

function errorOf(code: string): HolderMessage | undefined {
  return ERROR_CODE.test(code) ? { type: 'error', code } : undefined;
}

function listOf(text: string): HolderMessage | undefined {
  const ids = text.split('\n');
  return ids.pop() === '' && ids.every((id) => TERMINAL_ID.test(id)) ? { type: 'list', ids } : undefined;
}
