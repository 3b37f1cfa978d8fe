import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SandboxError } from '../../../sandbox/errors.ts';
import { FrameDecoder } from '../../../sandbox/terminal/frame-decoder.ts';
import type { HolderMessage } from '../../../sandbox/terminal/frames.ts';

function frame(type: string, payload: Uint8Array): Buffer {
  const header = Buffer.alloc(5);
  header.write(type, 'latin1');
  header.writeUInt32LE(payload.length, 1);
  return Buffer.concat([header, payload]);
}

function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

function i32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
}

/** What a decoder makes of the bytes when they come in these pieces; output in one. */
function decode(pieces: readonly Buffer[]): { output: Buffer; messages: HolderMessage[] } {
  const output: Buffer[] = [];
  const messages: HolderMessage[] = [];
  const decoder = new FrameDecoder({
    onOutput: (bytes) => output.push(Buffer.from(bytes)),
    onMessage: (message) => messages.push(message),
  });
  for (const piece of pieces) decoder.push(piece);
  return { output: Buffer.concat(output), messages };
}

function cut(bytes: Buffer, lengths: readonly number[]): Buffer[] {
  const pieces: Buffer[] = [];
  let at = 0;
  for (const length of lengths) {
    pieces.push(bytes.subarray(at, at + length));
    at += length;
  }
  return [...pieces, bytes.subarray(at)];
}

const conversation = Buffer.concat([
  frame('h', u64(12_345_678_901)),
  frame('d', Buffer.from('도커 $ ')),
  frame('d', Buffer.alloc(0)),
  frame('d', Buffer.alloc(700, 'x')),
  frame('l', Buffer.from('host\nclient-2\n')),
  frame('l', Buffer.alloc(0)),
  frame('k', Buffer.alloc(0)),
  frame('e', Buffer.from('taken-over')),
  frame('x', i32(-1)),
]);

describe('FrameDecoder', () => {
  test('reads the same conversation however it is cut', () => {
    const whole = decode([conversation]);
    expect(whole.messages).toEqual([
      { type: 'hello', start: 12_345_678_901 },
      { type: 'list', ids: ['host', 'client-2'] },
      { type: 'list', ids: [] },
      { type: 'killed' },
      { type: 'error', code: 'taken-over' },
      { type: 'exited', exitCode: -1 },
    ]);
    expect(whole.output.length).toBe(Buffer.byteLength('도커 $ ') + 700);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 60 }), (lengths) => {
        expect(decode(cut(conversation, lengths))).toEqual(whole);
      }),
    );
  });

  test('gives output without a copy', () => {
    const chunk = frame('d', Buffer.from('hello'));
    let given: Buffer | undefined;
    const decoder = new FrameDecoder({
      onOutput: (bytes) => {
        given = bytes;
      },
      onMessage: () => undefined,
    });
    decoder.push(chunk);
    expect(given?.buffer).toBe(chunk.buffer);
  });

  test.each([
    ['an unknown type', frame('z', Buffer.alloc(0))],
    ['output of 4 GiB', Buffer.from([0x64, 0xff, 0xff, 0xff, 0xff])],
    ['a long list', frame('l', Buffer.alloc(1025, 'a'))],
    ['an id with a path in it', frame('l', Buffer.from('../x\n'))],
    ['an id without an end', frame('l', Buffer.from('host'))],
    ['a code that is a text', frame('e', Buffer.from('<b>no</b>'))],
    ['a short hello', frame('h', Buffer.alloc(7))],
    ['an offset beyond every number', frame('h', Buffer.alloc(8, 0xff))],
    ['an empty exit', frame('x', Buffer.alloc(0))],
  ])('refuses %s', (_, bytes) => {
    expect(() => decode([bytes])).toThrow(SandboxError);
  });

  test('meets any bytes with messages, output or a refusal', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 64 }), { maxLength: 20 }), (pieces) => {
        try {
          decode(pieces.map((piece) => Buffer.from(piece)));
        } catch (error) {
          expect(error).toBeInstanceOf(SandboxError);
        }
      }),
    );
  });
});
