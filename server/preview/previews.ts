import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Clock } from '../clock.ts';
import { RateLimit } from '../http/rate-limit.ts';
import type { Logger } from '../logger.ts';
import { reportProblem } from '../problem-of.ts';
import type { PortView } from '../protocol/api.ts';
import type { LiveMachine } from '../session/live-machine.ts';
import type { Session } from '../session/session.ts';
import { forwardRequest } from './forward-request.ts';
import { forwardUpgrade, isWebSocket, refusePreviewUpgrade } from './forward-upgrade.ts';
import { openPorts } from './open-ports.ts';
import type { PreviewSide } from './preview-headers.ts';
import type { PreviewLabels } from './preview-labels.ts';
import { type PreviewTrouble, sendNotice, troubleStatus } from './preview-notice.ts';
import type { PreviewOrigins } from './preview-origins.ts';
import { PreviewStreams } from './preview-streams.ts';

export interface PreviewParts {
  readonly labels: PreviewLabels;
  readonly origins: PreviewOrigins;
  /** The machine that a session has at this moment. Asking keeps no session from ending. */
  machineOf(sessionId: string): Promise<LiveMachine | undefined>;
  /** A port of the machines that is never shown. */
  readonly ownPort: number | undefined;
  readonly clock: Clock;
  readonly log: Logger;
}

/** An open list asks every two seconds; each asking is a look at the machine. */
const LIST_RATE = { burst: 20, refillMs: 500 };

type ListedSession = Pick<Session, 'id' | 'learnerId' | 'requireMachine'>;

type Admitted = { readonly stream: Duplex; readonly side: PreviewSide } | { readonly trouble: PreviewTrouble };

/**
 * What listens in learners' machines, shown to their browsers: each port on an origin of its own, which has nothing of the
 * platform's and is not told of it. The address is the right to see it, so it is never logged.
 */
export class Previews implements Disposable {
  readonly #parts: PreviewParts;
  readonly #streams = new PreviewStreams();
  readonly #listLimit: RateLimit;

  constructor(parts: PreviewParts) {
    this.#parts = parts;
    this.#listLimit = new RateLimit(parts.clock, LIST_RATE);
  }

  /** Whether a request is for a preview, and so for nothing else of the server. */
  owns(request: IncomingMessage): boolean {
    return this.#parts.origins.labelOf(request) !== undefined;
  }

  /** The ports that are open in the session's machine, with their addresses for the browser that asks. */
  async list(session: ListedSession, request: IncomingMessage): Promise<{ ports: PortView[] }> {
    const { labels, origins, ownPort } = this.#parts;
    const { sandbox } = session.requireMachine();
    this.#listLimit.spend(session.learnerId);
    const found = openPorts(await sandbox.observe()).filter(({ port }) => port !== ownPort);
    const ports = found.map(({ port, container }) => {
      const origin = origins.originFor(labels.labelOf({ sessionId: session.id, sandboxId: sandbox.id, port }), request);
      return { port, ...(container !== undefined && { container }), ...(origin !== undefined && { url: `${origin}/` }) };
    });
    return { ports };
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const port = this.#claimOf(request)?.port;
    const admitted = await this.#admit(request);
    const trouble = 'trouble' in admitted ? admitted.trouble : await forwardRequest({ request, response, ...admitted });
    if (trouble !== undefined) sendNotice(response, trouble, { port, languages: request.headers['accept-language'] });
  }

  async upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    if (!isWebSocket(request)) return refusePreviewUpgrade(socket, 400);
    const admitted = await this.#admit(request);
    if ('trouble' in admitted) refusePreviewUpgrade(socket, troubleStatus(admitted.trouble));
    else await forwardUpgrade({ request, socket, head, ...admitted });
  }

  [Symbol.dispose](): void {
    this.#streams[Symbol.dispose]();
  }

  #claimOf(request: IncomingMessage) {
    return this.#parts.labels.claimOf(this.#parts.origins.labelOf(request) ?? '');
  }

  async #admit(request: IncomingMessage): Promise<Admitted> {
    try {
      const found = await this.#find(request);
      if (found === undefined) return { trouble: 'unknown' };
      const opened = await this.#streams.open(found.machine.sandbox, found.side.port);
      return 'trouble' in opened ? opened : { stream: opened.stream, side: found.side };
    } catch (error) {
      reportProblem(error, this.#parts.log);
      return { trouble: 'failed' };
    }
  }

  async #find(request: IncomingMessage): Promise<{ machine: LiveMachine; side: PreviewSide } | undefined> {
    const { labels, origins, machineOf, ownPort } = this.#parts;
    const label = origins.labelOf(request) ?? '';
    const claim = labels.claimOf(label);
    if (claim === undefined || claim.port === ownPort || !request.url?.startsWith('/')) return undefined;
    const machine = await machineOf(claim.sessionId);
    if (machine === undefined || !labels.isFor(label, { ...claim, sandboxId: machine.sandbox.id })) return undefined;
    // The origin as the browser has it says whether words about origins mean the preview itself.
    return { machine, side: { port: claim.port, origin: origins.originFor(label, request) ?? '' } };
  }
}
