/** A range in the server's time, as the session view has it. */
interface Span {
  readonly from: number;
  readonly to: number;
}

interface Words {
  readonly key: 'overdue' | 'seconds' | 'secondsRange' | 'withinSeconds' | 'minutes' | 'minutesRange' | 'withinMinutes' | 'hours';
  readonly from: number;
  readonly to: number;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** No finer than an estimate is: seconds up to a minute and a half, then minutes, and from two hours on the hour it stays below. */
export function estimateWords({ from, to }: Span, now: number): Words {
  const leftMs = to - now;
  if (leftMs <= 0) return { key: 'overdue', from: 0, to: 0 };
  if (leftMs > 2 * HOUR) return { key: 'hours', from: 0, to: Math.ceil(leftMs / HOUR) };
  const isShort = leftMs <= 1.5 * MINUTE;
  const unit = isShort ? SECOND : MINUTE;
  const low = Math.floor(Math.max(0, from - now) / unit);
  const high = Math.ceil(leftMs / unit);
  const name = isShort ? 'seconds' : 'minutes';
  if (low === 0 && high > 1) return { key: isShort ? 'withinSeconds' : 'withinMinutes', from: 0, to: high };
  // Something between three and four of a unit is about four.
  return high - low <= 1 ? { key: name, from: high, to: high } : { key: `${name}Range`, from: low, to: high };
}
