import { CHECK_PATH, CHECK_PIECE_MS, CHECK_PIECES } from '../../server/protocol/browser-check.ts';
import { type CheckName, latencyOutcome, type Outcome, screenOutcome, streamOutcome } from './outcome.ts';

/** A WebSocket that is not there by now is blocked, as far as a terminal is concerned. */
const SOCKET_MS = 5000;
const STREAM_MS = 8000;
const ECHOES = 9;
const PINGS = 7;

type Report = (name: CheckName, outcome: Outcome) => void;

/** Looks at everything that needs no person, and reports each thing as it is known. */
export async function runChecks(report: Report, signal: AbortSignal): Promise<void> {
  report('webgl', { state: hasGraphicsCard() ? 'ok' : 'limits' });
  report('screen', screenOutcome({ width: window.innerWidth, height: window.innerHeight }));
  // One after the other: they would spoil each other's times.
  report('cookies', { state: (await keepsCookies(signal)) ? 'ok' : 'problem' });
  const echoes = await echoTimes();
  if (signal.aborted) return;
  report('websocket', { state: echoes.length > 0 ? 'ok' : 'problem' });
  report('latency', latencyOutcome(echoes.length > 0 ? echoes : await pingTimes(signal)));
  report('streaming', streamOutcome(await streamTimes(signal), { pieces: CHECK_PIECES, apartMs: CHECK_PIECE_MS }));
}

/** Round trips over a WebSocket; none where it is blocked. */
function echoTimes(): Promise<number[]> {
  const times: number[] = [];
  const { promise, resolve } = Promise.withResolvers<number[]>();
  const socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}${CHECK_PATH}`);
  const finish = () => {
    clearTimeout(timer);
    socket.close();
    resolve(times);
  };
  const timer = setTimeout(finish, SOCKET_MS);
  let sentAt = 0;
  const send = () => {
    sentAt = performance.now();
    socket.send('?');
  };
  socket.onopen = send;
  socket.onmessage = () => {
    times.push(performance.now() - sentAt);
    if (times.length < ECHOES) send();
    else finish();
  };
  socket.onclose = finish;
  return promise;
}

async function pingTimes(signal: AbortSignal): Promise<number[]> {
  const times: number[] = [];
  for (let ping = 0; ping < PINGS; ping += 1) {
    const sentAt = performance.now();
    if ((await askPing(signal)) === undefined) break;
    times.push(performance.now() - sentAt);
  }
  return times;
}

/** The first ping lays a cookie, the second brings it back. */
async function keepsCookies(signal: AbortSignal): Promise<boolean> {
  await askPing(signal);
  return (await askPing(signal))?.cookie === true;
}

async function askPing(signal: AbortSignal): Promise<{ readonly cookie?: unknown } | undefined> {
  try {
    const response = await fetch(`${CHECK_PATH}/ping`, { method: 'POST', signal });
    return response.ok ? await response.json() : undefined;
  } catch {
    return undefined;
  }
}

/** When each piece of a stream came. */
async function streamTimes(signal: AbortSignal): Promise<number[]> {
  const times: number[] = [];
  try {
    const response = await fetch(`${CHECK_PATH}/stream`, { method: 'POST', signal: AbortSignal.timeout(STREAM_MS) });
    const reader = response.body?.getReader();
    const decoder = new TextDecoder();
    for (let piece = await reader?.read(); piece?.done === false && !signal.aborted; piece = await reader?.read()) {
      const now = performance.now();
      for (const _ of decoder.decode(piece.value, { stream: true }).matchAll(/data:/g)) times.push(now);
    }
  } catch {
    // What has come until then says enough.
  }
  return times;
}

function hasGraphicsCard(): boolean {
  const context = document.createElement('canvas').getContext('webgl2', { failIfMajorPerformanceCaveat: true });
  context?.getExtension('WEBGL_lose_context')?.loseContext();
  return context !== null;
}

const SAMPLE = 'vethlab ✓';

/** Writes to the clipboard and reads back. Needs a click. */
export async function clipboardOutcome(): Promise<Outcome> {
  try {
    await navigator.clipboard.writeText(SAMPLE);
  } catch {
    return { state: 'problem' };
  }
  const text = await navigator.clipboard.readText().catch(() => undefined);
  return { state: text === SAMPLE ? 'ok' : 'limits' };
}
