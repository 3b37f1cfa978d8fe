/**
 * Why a terminal socket closes. The name is the reason string; `reconnect` tells the page whether trying again can help.
 * `too-large` has the code that the WebSocket library gives by itself, without a reason string.
 */
export const closeReasons = {
  'bad-message': { code: 4400, reconnect: false },
  'too-large': { code: 1009, reconnect: false },
  'machine-gone': { code: 4410, reconnect: false },
  'session-ended': { code: 4411, reconnect: false },
  'terminal-closed': { code: 4412, reconnect: false },
  'too-slow': { code: 4408, reconnect: true },
  'server-stopping': { code: 1001, reconnect: true },
  internal: { code: 4500, reconnect: true },
} as const;

export type CloseReason = keyof typeof closeReasons;

const names = Object.keys(closeReasons) as CloseReason[];

/** The reason behind a close code, or undefined for a connection that just broke. */
export function closeReasonOf(code: number): CloseReason | undefined {
  return names.find((name) => closeReasons[name].code === code);
}
