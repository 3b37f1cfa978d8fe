import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ACK_STEP_BYTES } from '../../../app/_terminal/output-ledger.ts';
import { FlowControl, HIGH_WATERMARK_BYTES, LOW_WATERMARK_BYTES } from '../../../server/terminal/flow-control.ts';

describe('FlowControl', () => {
  test('is behind above the high watermark, until it is below the low one', () => {
    const flow = new FlowControl(0);
    flow.onSent(HIGH_WATERMARK_BYTES);
    expect(flow.behind).toBe(false);
    flow.onSent(1);
    expect(flow.behind).toBe(true);
    flow.onAck(HIGH_WATERMARK_BYTES + 1 - LOW_WATERMARK_BYTES);
    expect(flow.behind).toBe(true);
    flow.onAck(HIGH_WATERMARK_BYTES + 2 - LOW_WATERMARK_BYTES);
    expect(flow.behind).toBe(false);
  });

  test('counts from the offset that the page begins at', () => {
    const flow = new FlowControl(1_000_000);
    flow.onSent(10);
    expect(flow.onAck(1_000_010)).toBe(true);
    expect(flow.onAck(1_000_011)).toBe(false);
  });

  test('takes acknowledgements in any order and any number of times', () => {
    const flow = new FlowControl(0);
    flow.onSent(HIGH_WATERMARK_BYTES + 1);
    for (const received of [HIGH_WATERMARK_BYTES, 10, HIGH_WATERMARK_BYTES, 0]) expect(flow.onAck(received)).toBe(true);
    expect(flow.behind).toBe(false);
  });

  test('never waits for a page that acknowledges in steps', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: HIGH_WATERMARK_BYTES }), { minLength: 1 }), (chunks) => {
        const flow = new FlowControl(0);
        let sent = 0;
        for (const chunk of chunks) {
          flow.onSent(chunk);
          sent += chunk;
          // The page has shown everything, and has said so in whole steps only.
          flow.onAck(sent - (sent % ACK_STEP_BYTES));
          expect(flow.behind).toBe(false);
        }
      }),
    );
  });
});
