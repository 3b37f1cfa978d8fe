import { type IncomingMessage, request } from 'node:http';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { type Observation, observationSchema } from '../../sandbox/observation.ts';
import { type ListedSession, sessionListSchema } from '../admin/admin-answers.ts';
import { adminSocketOf } from '../admin/admin-socket.ts';

/** Why the server of this home does not answer. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  readonly why: 'not-running' | 'not-allowed' | 'no-machine' | 'failed';

  constructor(why: NoAnswer['why'], options?: ErrorOptions) {
    super(`the server does not answer: ${why}`, options);
    this.why = why;
  }
}

/** Rejects with `NoAnswer`, as all of these do. */
export async function listSessions(home: string): Promise<readonly ListedSession[]> {
  return sessionListSchema.parse(JSON.parse(await text(await ask(home, '/sessions')))).sessions;
}

export async function observeSession(home: string, id: string): Promise<Observation> {
  return observationSchema.parse(JSON.parse(await text(await ask(home, `/sessions/${id}/observation`))));
}

/** The machine of a session now, and again at each change, until it ends. */
export async function* followSession(home: string, id: string): AsyncGenerator<Observation> {
  const answer = await ask(home, `/sessions/${id}/observations`);
  for await (const line of createInterface({ input: answer })) yield observationSchema.parse(JSON.parse(line));
}

async function ask(home: string, path: string): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  request({ socketPath: adminSocketOf(home), path }, resolve)
    .once('error', reject)
    .end();
  const answer = await promise.catch((cause: NodeJS.ErrnoException) => {
    throw new NoAnswer(cause.code === 'EACCES' ? 'not-allowed' : 'not-running', { cause });
  });
  if (answer.statusCode === 200) return answer;
  answer.resume();
  throw new NoAnswer(answer.statusCode === 404 ? 'no-machine' : 'failed');
}
