import { LabFaults } from '../labs/core/lab-faults.ts';
import type { LocalText } from '../labs/core/local-text.ts';
import { SandboxError } from '../sandbox/errors.ts';
import { say } from './cli/language.js';
import { EnvError } from './env.ts';

/** Something that keeps the server from starting and that the operator can mend: what it is, and what to do. */
export class StartFailure extends Error {
  override readonly name = 'StartFailure';
  readonly next: string;

  constructor(what: LocalText, next: LocalText, options?: ErrorOptions) {
    super(say(what), options);
    this.next = say(next);
  }
}

/** What the operator reads when the server does not start; `undefined` for a bug, whose stack says more. */
export function explain(error: unknown): string | undefined {
  if (error instanceof StartFailure) return `${error.message}\n  ${error.next}`;
  if (error instanceof EnvError || error instanceof LabFaults) return error.message;
  if (error instanceof SandboxError) return `${error.message}\n  ${say(doctor)}`;
  return undefined;
}

/** A bug, or something that nobody thought of: one sentence for the terminal, and where the rest is. */
export function unexpected(cause: unknown, logPath: string): StartFailure {
  const message = cause instanceof Error ? cause.message : String(cause);
  return new StartFailure(
    { en: `The server ended unexpectedly: ${message}`, ko: `예상하지 못한 오류로 서버가 끝났어요: ${message}` },
    { en: `The log says more: ${logPath}`, ko: `자세한 내용은 로그에 있어요: ${logPath}` },
    { cause },
  );
}

/** What it means that the server cannot listen there. */
export function listenFailure(error: NodeJS.ErrnoException, { host, port }: { host: string; port: number }): Error {
  const at = `${host}:${port}`;
  switch (error.code) {
    case 'EADDRINUSE':
      return new StartFailure(
        { en: `Something else already listens at ${at}.`, ko: `${at}에서 이미 다른 프로그램이 듣고 있어요.` },
        {
          en: 'Stop it, or choose another port: VETHLAB_PORT=3001 npm start',
          ko: '그 프로그램을 멈추거나 다른 포트를 고르세요: VETHLAB_PORT=3001 npm start',
        },
        { cause: error },
      );
    case 'EACCES':
      return new StartFailure(
        { en: `Port ${port} is not for this user.`, ko: `이 사용자는 ${port}번 포트를 쓸 수 없어요.` },
        { en: 'Start as root, or choose a port above 1023.', ko: 'root로 시작하거나 1023보다 큰 포트를 고르세요.' },
        { cause: error },
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new StartFailure(
        { en: `${host} is not an address of this machine.`, ko: `${host} 주소는 이 컴퓨터의 것이 아니에요.` },
        {
          en: 'Set VETHLAB_HOST to one that `ip address` shows.',
          ko: 'VETHLAB_HOST를 `ip address`가 보여 주는 주소로 정하세요.',
        },
        { cause: error },
      );
    default:
      return error;
  }
}

const doctor: LocalText = {
  en: '`npx vethlab doctor` says what is missing; `npm start` sets it up.',
  ko: '`npx vethlab doctor`가 무엇이 빠졌는지 알려 주고, `npm start`가 갖춰 줘요.',
};
