import { format, stripVTControlCharacters } from 'node:util';
import { type DestinationStream, type Logger, pino, stdSerializers } from 'pino';
import { SandboxError } from '../sandbox/errors.ts';
import { Problem } from './problem.ts';

export type { Logger } from 'pino';

/** What we say on purpose is told in short; for everything else the stack is what the operator needs. */
function serializeError(error: Error): object {
  if (!(error instanceof SandboxError || error instanceof Problem)) return stdSerializers.err(error);
  const { code, message, cause } = error;
  return { code, message, ...(cause instanceof Error && { cause: serializeError(cause) }) };
}

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** JSON lines, on standard error unless told otherwise; standard output is for what the operator should read. */
export function createLogger(level: LogLevel, destination: DestinationStream = standardError()): Logger {
  return pino({ level, base: null, serializers: { error: serializeError } }, destination);
}

function standardError(): DestinationStream {
  return pino.destination({ fd: 2, sync: true });
}

const CONSOLE_LEVELS = { log: 'info', info: 'info', debug: 'debug', warn: 'warn', error: 'error' } as const;

/** From here on, what libraries print is a line of the log like any other. */
export function logConsole(log: Logger): void {
  for (const [method, level] of Object.entries(CONSOLE_LEVELS)) {
    Object.assign(console, {
      [method]: (...said: unknown[]) => log[level]({ from: 'console' }, stripVTControlCharacters(format(...said)).trim()),
    });
  }
}
