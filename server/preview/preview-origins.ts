import type { IncomingMessage } from 'node:http';
import { isLoopback } from '../http/request-guard.ts';

const LOCAL_SUFFIX = 'localhost';
/** On loopback other names are the platform's, so only what can be a preview is taken for one. */
const LOCAL_LABEL = /^\d+-[0-9a-f]+$/;

export interface PreviewOriginSettings {
  /** `https://*.preview.example.org`: where the operator has previews served. */
  readonly previewOrigin: string | undefined;
  readonly publicOrigin: string | undefined;
}

/** Which addresses are previews: each label is an origin of its own, and none is the platform's. */
export class PreviewOrigins {
  readonly #wildcard: URL | undefined;
  readonly #isLocal: boolean;

  constructor({ previewOrigin, publicOrigin }: PreviewOriginSettings) {
    this.#wildcard = previewOrigin === undefined ? undefined : new URL(previewOrigin.replace('*', 'any'));
    this.#isLocal = this.#wildcard === undefined && (publicOrigin === undefined || isLoopback(new URL(publicOrigin).hostname));
  }

  /** The origin of a preview, for the browser that sent this request; `undefined` where it could reach none. */
  originFor(label: string, { headers: { host } }: IncomingMessage): string | undefined {
    if (this.#wildcard !== undefined) return `${this.#wildcard.protocol}//${label}.${withoutFirst(this.#wildcard.host)}`;
    const asked = urlOf(host);
    // Browsers send *.localhost to their own computer: of use to one that found the server there.
    if (!this.#isLocal || asked === undefined || !isLoopback(asked.hostname)) return undefined;
    return `http://${label}.${LOCAL_SUFFIX}${asked.port === '' ? '' : `:${asked.port}`}`;
  }

  /** The label that a request is addressed to; `undefined` when it is addressed to the platform. */
  labelOf({ headers: { host } }: IncomingMessage): string | undefined {
    const name = urlOf(host)?.hostname;
    if (name === undefined) return undefined;
    const [label = ''] = name.split('.', 1);
    const suffix = withoutFirst(name);
    if (this.#wildcard !== undefined) return suffix === withoutFirst(this.#wildcard.hostname) ? label : undefined;
    return suffix === LOCAL_SUFFIX && LOCAL_LABEL.test(label) ? label : undefined;
  }
}

function urlOf(host: string | undefined): URL | undefined {
  return host !== undefined && URL.canParse(`http://${host}`) ? new URL(`http://${host}`) : undefined;
}

function withoutFirst(name: string): string {
  return name.slice(name.indexOf('.') + 1);
}
