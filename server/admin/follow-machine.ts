import type { ServerResponse } from 'node:http';
import type { Observation } from '../../sandbox/observation.ts';
import { Disposables } from '../lifecycle.ts';
import type { LiveMachine } from '../session/live-machine.ts';

/** Sends a machine's observations, one a line, from now until it ends or nobody listens. A slow reader gets the latest only. */
export function followMachine({ sandbox, over }: LiveMachine, response: ServerResponse): Disposable {
  const cleanup = new Disposables();
  let latest: Observation | undefined;
  let sequence = -1;
  const flush = () => {
    if (latest === undefined || response.writableNeedDrain || response.destroyed) return;
    response.write(`${JSON.stringify(latest)}\n`);
    latest = undefined;
  };
  const receive = (observation: Observation) => {
    if (cleanup.disposed || observation.sequence <= sequence) return;
    sequence = observation.sequence;
    latest = observation;
    flush();
  };
  const end = () => {
    cleanup[Symbol.dispose]();
    response.end();
  };
  response.writeHead(200, { 'content-type': 'application/x-ndjson' });
  cleanup.use(sandbox.onObservation(receive, { counters: true }));
  cleanup.listen(response, 'drain', flush);
  cleanup.listen(response, 'close', () => cleanup[Symbol.dispose]());
  over.addEventListener('abort', end, { once: true });
  cleanup.defer(() => over.removeEventListener('abort', end));
  if (over.aborted) end();
  else sandbox.observe().then(receive, end);
  return { [Symbol.dispose]: end };
}
