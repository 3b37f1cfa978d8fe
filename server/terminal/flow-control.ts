/**
 * Output a page may owe acknowledgement for before the shell is paused. VS Code's 100 000 characters keep Ctrl-C prompt
 * but leave the line idle once an acknowledgement takes a millisecond; this much is still only a few hundredths of a
 * second of xterm's parsing.
 */
export const HIGH_WATERMARK_BYTES = 256 * 1024;

/** A paused shell resumes below this. Half of the high one: the pipe never runs dry while the shell gets going again. */
export const LOW_WATERMARK_BYTES = 128 * 1024;

/** Counts what one page has been sent and has processed. Policy only; it touches neither socket nor shell. */
export class FlowControl {
  #sent: number;
  #acknowledged: number;
  #behind = false;

  /** `offset` is where the page's output begins. */
  constructor(offset: number) {
    this.#sent = offset;
    this.#acknowledged = offset;
  }

  /** True from the high watermark on until the page is back under the low one. */
  get behind(): boolean {
    return this.#behind;
  }

  onSent(bytes: number): void {
    this.#sent += bytes;
    if (this.#sent - this.#acknowledged > HIGH_WATERMARK_BYTES) this.#behind = true;
  }

  /** Takes a running total; an old or repeated one changes nothing. False when it claims more than was sent. */
  onAck(received: number): boolean {
    if (received > this.#sent) return false;
    this.#acknowledged = Math.max(this.#acknowledged, received);
    if (this.#sent - this.#acknowledged < LOW_WATERMARK_BYTES) this.#behind = false;
    return true;
  }
}
