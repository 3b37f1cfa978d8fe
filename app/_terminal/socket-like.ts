/** What a browser's WebSocket and the `ws` package's have in common, as far as it is needed here. */
export interface SocketLike {
  /** True for one that goes on over plain HTTP, because WebSockets do not get through. */
  readonly overHttp?: boolean;
  binaryType: string;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onclose: ((event: { readonly code: number }) => void) | null;
  /** Node's sockets insist on a listener; `onclose` tells all there is to know. */
  onerror: ((event: never) => void) | null;
  send(bytes: string | Uint8Array<ArrayBuffer>): void;
  close(): void;
}
