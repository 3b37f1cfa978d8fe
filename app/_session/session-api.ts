import type { SessionView } from '../../server/protocol/session-view.ts';
import type { Answer } from './answer.ts';
import { ask, askForMaybe } from './ask.ts';
import type { MachineName } from './machine-name.ts';
import type { Said } from './protocol-readers.ts';

const segment = encodeURIComponent;

/** The learner's session on a lab, if there is one. */
export function findSession(lab: string): Promise<Answer<{ session: SessionView | null }>> {
  return askForMaybe({ method: 'GET', path: `/api/labs/${segment(lab)}/session` });
}

export function startSession(lab: string): Promise<Answer<Said<'session'>>> {
  return ask({ method: 'POST', path: `/api/labs/${segment(lab)}/session` }, 'session');
}

/** What one may ask of a session, by its id. */
export class SessionApi {
  readonly #path: string;

  constructor(sessionId: string) {
    this.#path = `/api/sessions/${segment(sessionId)}`;
  }

  get eventsPath(): string {
    return `${this.#path}/events`;
  }

  endMachine(): Promise<Answer<Said<'session'>>> {
    return ask({ method: 'DELETE', path: this.#path }, 'session');
  }

  freshMachine(): Promise<Answer<Said<'session'>>> {
    return ask({ method: 'POST', path: `${this.#path}/machine` }, 'session');
  }

  extend(): Promise<Answer<Said<'session'>>> {
    return ask({ method: 'POST', path: `${this.#path}/extend` }, 'session');
  }

  record(on: boolean): Promise<Answer<Said<'session'>>> {
    return ask({ method: 'POST', path: `${this.#path}/recording`, body: { on } }, 'session');
  }

  openStep(step: string): Promise<Answer<Said<'session'>>> {
    return ask({ method: 'POST', path: `${this.#step(step)}/open` }, 'session');
  }

  resetStep(step: string): Promise<Answer<Said<'session'>>> {
    return ask({ method: 'POST', path: `${this.#step(step)}/reset` }, 'session');
  }

  check(step: string): Promise<Answer<Said<'verdict'>>> {
    return ask({ method: 'POST', path: `${this.#step(step)}/check` }, 'verdict');
  }

  answer(step: string, answer: string): Promise<Answer<Said<'verdict'>>> {
    return ask({ method: 'POST', path: `${this.#step(step)}/answer`, body: { answer } }, 'verdict');
  }

  solution(step: string): Promise<Answer<Said<'solution'>>> {
    return ask({ method: 'POST', path: `${this.#step(step)}/solution` }, 'solution');
  }

  predict(step: string, prediction: string, choice: string): Promise<Answer<Said<'session'>>> {
    return ask({ method: 'POST', path: `${this.#step(step)}/predictions/${segment(prediction)}`, body: { choice } }, 'session');
  }

  openTerminal(machine: MachineName): Promise<Answer<Said<'terminal'>>> {
    return ask({ method: 'POST', path: `${this.#path}/terminals`, body: { machine } }, 'terminal');
  }

  closeTerminal(name: string): Promise<Answer<Said<'session'>>> {
    return ask({ method: 'DELETE', path: `${this.#path}/terminals/${segment(name)}` }, 'session');
  }

  #step(step: string): string {
    return `${this.#path}/steps/${segment(step)}`;
  }
}
