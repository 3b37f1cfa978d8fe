import { join } from 'node:path';
import type { SandboxDriver } from '../sandbox/driver.ts';
import { say } from './cli/language.js';
import { type Env, readEnv } from './env.ts';
import { lockHome } from './home-lock.ts';
import { isOpenToOthers } from './http/request-guard.ts';
import { openSite } from './http/site.ts';
import { openLogFile } from './log-file.ts';
import { createLogger, type Logger, logConsole } from './logger.ts';
import { type RunningServer, startServer } from './server.ts';
import { explain, StartFailure, unexpected } from './start-failure.ts';

const PROJECT = join(import.meta.dirname, '..');
/** Sockets and connections close well within this; what does not is left to the end of the process. */
const STOP_TIMEOUT_MS = 2500;
const STOPPING = {
  en: 'Vethlab stops. Machines live on; `npx vethlab down` ends them.',
  ko: 'Vethlab 서버를 멈춰요. 실습 머신은 계속 켜져 있고, `npx vethlab down`으로 끌 수 있어요.',
};

try {
  await run();
} catch (error) {
  tell(explain(error) ?? (error instanceof Error ? error.stack : String(error)));
  process.exit(1);
}

async function run(): Promise<void> {
  const env = readEnv();
  const dev = process.argv.includes('--dev') || env.mode === 'development';
  // Held until the process ends, and not a moment less.
  const lock = lockHome(env.home);
  process.once('exit', () => lock[Symbol.dispose]());
  const { log, logPath } = openLog(env, dev);
  surviveStrays(log, logPath);
  const starting = startServer({
    env,
    dev,
    log,
    labs: join(PROJECT, 'labs'),
    driver: openDriver(env, log),
    site: openSite({ dir: PROJECT, dev, host: env.host, port: env.port }),
  });
  stopOnSignal(starting, log);
  const server = await starting.catch((error: unknown) => {
    const isExplained = explain(error) !== undefined;
    // The operator is told in a sentence; what lies behind it is for those who ask.
    log[isExplained ? 'debug' : 'fatal']({ error }, 'server did not start');
    throw isExplained || logPath === undefined ? error : unexpected(error, logPath);
  });
  process.stdout.write(`${say({ en: 'Vethlab is ready', ko: 'Vethlab이 준비됐어요' })}: ${server.url}\n`);
  log.info({ url: server.url, driver: server.driver.kind, isolation: server.driver.isolation }, 'server listens');
}

/** While developing, the log is on the terminal; otherwise in a file, and the terminal has what a person needs. */
function openLog({ home, logLevel }: Env, dev: boolean): { readonly log: Logger; readonly logPath: string | undefined } {
  if (dev) return { log: createLogger(logLevel), logPath: undefined };
  const logPath = join(home, 'server.log');
  const log = createLogger(logLevel, openLogFile(logPath));
  logConsole(log);
  return { log, logPath };
}

function tell(sentence: string | undefined): void {
  process.stderr.write(`${sentence}\n`);
}

async function openDriver(env: Env, log: Logger): Promise<SandboxDriver> {
  const driver = await (env.driver === 'local' ? openLocalDriver(log) : openDocker(env, log));
  if (!isOpenToOthers(env) || (driver.isolation !== 'none' && driver.isolation !== 'privileged')) return driver;
  await driver[Symbol.asyncDispose]();
  throw new StartFailure(
    {
      en: `The ${driver.kind} driver keeps nobody apart from this machine (${driver.isolation}), so it serves loopback only.`,
      ko: `${driver.kind} 드라이버는 이 컴퓨터를 학습자와 나누지 않아서(${driver.isolation}) 루프백에서만 쓸 수 있어요.`,
    },
    {
      en: 'Set VETHLAB_HOST=127.0.0.1 without a VETHLAB_PUBLIC_ORIGIN, or use another driver.',
      ko: 'VETHLAB_PUBLIC_ORIGIN 없이 VETHLAB_HOST=127.0.0.1로 정하거나 다른 드라이버를 쓰세요.',
    },
  );
}

/** Each driver is loaded only where it is used: the other one's libraries need not even be there. */
async function openDocker(env: Env, log: Logger): Promise<SandboxDriver> {
  const { openDockerDriver } = await import('../sandbox/docker/open-docker-driver.ts');
  return openDockerDriver({ ...env, onFault: (error, sandboxId) => log.warn({ error, sandboxId }, 'engine') });
}

async function openLocalDriver(log: Logger): Promise<SandboxDriver> {
  const { LocalDriver } = await import('../sandbox/local/local-driver.ts');
  return new LocalDriver({ onFault: (error) => log.warn({ error }, 'local machine') });
}

/** One forgotten promise is no reason to take every learner's terminal away. After an exception nobody caught, nothing is sure. */
function surviveStrays(log: Logger, logPath: string | undefined): void {
  process.on('unhandledRejection', (error) => log.error({ error }, 'a rejection that nobody handled'));
  process.on('uncaughtException', (error) => {
    log.fatal({ error }, 'an exception that nobody caught');
    if (logPath !== undefined) tell(explain(unexpected(error, logPath)));
    process.exit(1);
  });
}

/** Ends the server and leaves the sandboxes alone. A second signal does not wait. */
function stopOnSignal(starting: Promise<RunningServer>, log: Logger): void {
  let stopping = false;
  const stop = (signal: NodeJS.Signals) => {
    if (stopping) process.exit(1);
    stopping = true;
    log.info({ signal }, 'server stops');
    process.stdout.write(`${say(STOPPING)}\n`);
    setTimeout(() => process.exit(0), STOP_TIMEOUT_MS).unref();
    const ended = starting.then((server) => server[Symbol.asyncDispose]());
    ended.then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ error }, 'server did not stop cleanly');
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
}
