import { Duplex } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';

type Request = Record<string, unknown> & { readonly id: number; readonly op: string };

/** The other end of a link: records requests, answers what a test tells it to. */
export class FakeAgent {
  readonly requests: Request[] = [];
  readonly stream: Duplex;
  /** Answers by operation; one that is not here is never answered. */
  readonly answers = new Map<string, Record<string, unknown>>([
    ['watch', { ok: true }],
    ['unwatch', { ok: true }],
    ['ping', { ok: true }],
  ]);
  #rest = '';

  constructor() {
    this.stream = new Duplex({
      read: () => undefined,
      write: (chunk: Buffer, _encoding, done) => {
        this.#receive(chunk.toString('utf8'));
        done();
      },
    });
    this.say({ event: 'hello', version: 1 });
  }

  say(message: unknown): void {
    this.sayText(`${JSON.stringify(message)}\n`);
  }

  sayText(text: string): void {
    this.stream.push(text);
  }

  snapshot(sandbox: string, facts: object = {}): void {
    this.say({ event: 'snapshot', sandbox, snapshot: { ...emptySnapshot, ...facts } });
  }

  asked(op: string): Request[] {
    return this.requests.filter((request) => request.op === op);
  }

  #receive(text: string): void {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) {
      const request = JSON.parse(line) as Request;
      this.requests.push(request);
      const answer = this.answers.get(request.op);
      if (answer !== undefined) this.say({ id: request.id, ...answer });
    }
  }
}

export const emptySnapshot = { takenAt: 1, truncated: false, docker: { state: 'unreachable' }, namespaces: [] };

/** Lets everything that is on its way through streams and promises arrive. */
export async function settle(): Promise<void> {
  for (let round = 0; round < 10; round += 1) await turn();
}
