/** Asked for this often, while a page works without WebSockets. */
const LOOK_EVERY_MS = 5 * 60_000;
/** A WebSocket that has echoed nothing by now does not get through. */
const PATIENCE_MS = 5000;

type EchoSocket = Pick<WebSocket, 'send' | 'close' | 'onopen' | 'onmessage' | 'onclose'>;

/** Looks now and then whether WebSockets get through again, beside the connection that works; `found` is called once. */
export function lookForWayBack(open: () => EchoSocket, found: () => void): Disposable {
  let timer = setTimeout(look, LOOK_EVERY_MS);
  let socket: EchoSocket | undefined;

  function look(): void {
    const tried = open();
    socket = tried;
    tried.onopen = () => tried.send('?');
    tried.onmessage = () => {
      stop();
      found();
    };
    tried.onclose = again;
    timer = setTimeout(again, PATIENCE_MS);
  }

  function again(): void {
    stop();
    timer = setTimeout(look, LOOK_EVERY_MS);
  }

  function stop(): void {
    clearTimeout(timer);
    if (socket !== undefined) Object.assign(socket, { onopen: null, onmessage: null, onclose: null });
    socket?.close();
    socket = undefined;
  }

  return { [Symbol.dispose]: stop };
}
