import { type Logger, pino, stdSerializers } from 'pino';

export type { Logger } from 'pino';

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** JSON lines on standard error; standard output is for what the operator should read. */
export function createLogger(level: LogLevel): Logger {
  return pino({ level, base: null, serializers: { error: stdSerializers.err } }, pino.destination({ fd: 2, sync: true }));
}
