import type { CastEvent } from '../../server/protocol/cast.ts';

/** A recording without its long pauses, as it is played. */
export interface Timeline {
  readonly cols: number;
  readonly rows: number;
  readonly events: readonly CastEvent[];
  readonly seconds: number;
}

/** `1:05`, `1:02:03`. */
export function timeText(seconds: number): string {
  const whole = Math.floor(seconds);
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part, index) => (index === 0 ? `${part}` : String(part).padStart(2, '0'))).join(':');
}
