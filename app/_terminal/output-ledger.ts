import type { ServerMessage } from '../../server/protocol/messages.ts';

/**
 * Acknowledged in steps of this many bytes: rarely enough to cost nothing, and well below the server's low watermark, or
 * a waiting shell would never hear that it may go on.
 */
export const ACK_STEP_BYTES = 32 * 1024;

type Ready = Extract<ServerMessage, { type: 'ready' }>;
type Start = Pick<Ready, 'shell' | 'offset'>;

/** Counts what has come and what has been shown, so that a new connection goes on exactly where the last one ended. */
export class OutputLedger {
  #shell: string | undefined;
  #received = 0;
  #processed = 0;
  #acknowledged = 0;
  #repaintLeft = 0;
  /** Grows when the count begins anew; what an earlier count still has under way is nobody's business then. */
  #count = 0;

  /** Where output goes on, for the next connection; undefined before the first one. */
  get position(): Start | undefined {
    return this.#shell === undefined ? undefined : { shell: this.#shell, offset: this.#received };
  }

  begin({ shell, offset, reset, repaintBytes }: Ready): void {
    if (reset || shell !== this.#shell) this.restart({ shell, offset });
    this.#repaintLeft = repaintBytes;
    // The server counts this connection's debts from here.
    this.#acknowledged = offset;
  }

  restart({ shell, offset }: Start): void {
    this.#count += 1;
    this.#shell = shell;
    this.#received = offset;
    this.#processed = offset;
    this.#acknowledged = offset;
  }

  /** True while some of the repaint is still to come. */
  get isRepainting(): boolean {
    return this.#repaintLeft > 0;
  }

  /** Takes a frame. Call the answer when it has been shown: it says what total to acknowledge, if any is due. */
  take(byteLength: number): () => number | undefined {
    const repainted = Math.min(this.#repaintLeft, byteLength);
    this.#repaintLeft -= repainted;
    const counted = byteLength - repainted;
    this.#received += counted;
    const count = this.#count;
    return () => (count === this.#count ? this.#process(counted) : undefined);
  }

  #process(bytes: number): number | undefined {
    this.#processed += bytes;
    if (this.#processed - this.#acknowledged < ACK_STEP_BYTES) return undefined;
    this.#acknowledged = this.#processed;
    return this.#processed;
  }
}
