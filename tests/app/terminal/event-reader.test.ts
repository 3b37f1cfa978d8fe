import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { base64Of, bytesOf } from '../../../app/_terminal/base64.ts';
import { EventReader } from '../../../app/_terminal/event-reader.ts';

const EVENTS = [
  { event: 'open', data: 'id-1' },
  { event: 'text', data: '{"type":"pong"}' },
  { event: 'ping', data: '' },
  { event: 'bytes', data: 'aGk=' },
  { event: 'close', data: '4410 machine-gone' },
] as const;
const STREAM = EVENTS.map(({ event, data }) => `event: ${event}\ndata: ${data}\n\n`).join('');

describe('EventReader', () => {
  test('reads a stream that is cut anywhere', () => {
    const cuts = fc.array(fc.nat(STREAM.length), { maxLength: 30 });
    fc.assert(
      fc.property(cuts, (places) => {
        const reader = new EventReader();
        const at = [0, ...places.sort((one, other) => one - other), STREAM.length];
        const pieces = at.slice(1).map((end, index) => STREAM.slice(at[index], end));
        expect(pieces.flatMap((piece) => reader.take(piece))).toEqual(EVENTS);
      }),
    );
  });
});

describe('base64', () => {
  test('gives back the bytes it was made of, as Node reads it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 20_000 }), (bytes) => {
        const text = base64Of(bytes);
        expect(text).toBe(Buffer.from(bytes).toString('base64'));
        expect(bytesOf(text)).toEqual(new Uint8Array(bytes));
      }),
    );
  });
});
