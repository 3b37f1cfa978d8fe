/** Why a terminal socket closes. The name is the reason string; `reconnect` tells the page whether trying again can help. */
export const closeReasons = {
  'shell-exited': { code: 4000, reconnect: false },
  'bad-message': { code: 4400, reconnect: false },
  'machine-gone': { code: 4410, reconnect: false },
  'session-ended': { code: 4411, reconnect: false },
  'terminal-closed': { code: 4412, reconnect: false },
  'taken-over': { code: 4409, reconnect: false },
  'too-slow': { code: 4408, reconnect: true },
  'server-stopping': { code: 1001, reconnect: true },
  internal: { code: 4500, reconnect: true },
} as const;

export type CloseReason = keyof typeof closeReasons;
