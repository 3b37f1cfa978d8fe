import type { IncomingMessage } from 'node:http';

/** As node:http takes them: by lower-case name, one entry a line. */
export type HeaderLines = Record<string, string[]>;

export interface PreviewSide {
  /** The preview's own origin, as the browser has it. */
  readonly origin: string;
  readonly port: number;
}

/** What is said between two neighbours only (RFC 9110, 7.6.1), with what no neighbour of ours is to hear. */
const HOP_BY_HOP = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'http2-settings',
];
/** Answered here, or said by a proxy of ours about the visitor. */
const FOR_US = ['host', 'expect', 'forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip'];
/** What would outlast the preview or reach beyond its origin. */
const FAR_REACHING = [
  'alt-svc',
  'clear-site-data',
  'nel',
  'public-key-pins',
  'report-to',
  'reporting-endpoints',
  'strict-transport-security',
];
/** The platform's own, with and without the prefix. */
const PLATFORM_COOKIE = /^(__host-)?vethlab[_-]/i;
const LOOPBACK_NAMES: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

/** What the server in the machine is told: as if the browser ran beside it. */
export function requestHeaders(request: IncomingMessage, side: PreviewSide): HeaderLines {
  const { cookie, origin, referer, ...rest } = without(linesOf(request), [...FOR_US, ...namedByConnection(request)]);
  return {
    ...rest,
    host: [hostOf(side)],
    ...(cookie && lineOf('cookie', withoutPlatformCookies(cookie))),
    ...(origin && { origin: origin.map((value) => (value === side.origin ? `http://${hostOf(side)}` : value)) }),
    // A referrer from elsewhere has an address in it that is no business of the machine.
    ...(referer && lineOf('referer', refererFor(referer[0] ?? '', side))),
    // Node takes a body for what it is only by these words.
    ...(request.headers['transfer-encoding'] !== undefined && { 'transfer-encoding': ['chunked'] }),
  };
}

/** What the browser is told, and what keeps the preview to its origin. */
export function responseHeaders(response: IncomingMessage, side: PreviewSide): HeaderLines {
  const {
    'set-cookie': cookies,
    location,
    ...rest
  } = without(linesOf(response), [...FAR_REACHING, ...namedByConnection(response)]);
  return {
    ...rest,
    ...(cookies && { 'set-cookie': cookies.flatMap(hostOnlyCookie) }),
    ...(location && { location: location.map((address) => locationFor(address, side)) }),
    'content-security-policy': [...(rest['content-security-policy'] ?? []), "frame-ancestors 'self'"],
    'cross-origin-opener-policy': ['same-origin'],
    'origin-agent-cluster': ['?1'],
    // Not `no-referrer`: with that, browsers send `Origin: null` with a page's own forms.
    'referrer-policy': ['same-origin'],
    'x-robots-tag': ['noindex'],
  };
}

function linesOf({ headersDistinct }: IncomingMessage): HeaderLines {
  return Object.fromEntries(
    Object.entries(headersDistinct).filter((entry): entry is [string, string[]] => entry[1] !== undefined),
  );
}

function without(lines: HeaderLines, names: readonly string[]): HeaderLines {
  const unwanted = new Set([...HOP_BY_HOP, ...names]);
  return Object.fromEntries(Object.entries(lines).filter(([name]) => !unwanted.has(name)));
}

function namedByConnection({ headers }: IncomingMessage): string[] {
  return (headers.connection ?? '').split(',').map((name) => name.trim().toLowerCase());
}

function lineOf(name: string, value: string | undefined): HeaderLines {
  return value === undefined || value === '' ? {} : { [name]: [value] };
}

function withoutPlatformCookies(lines: readonly string[]): string {
  const cookies = lines.flatMap((line) => line.split(';')).map((cookie) => cookie.trim());
  return cookies.filter((cookie) => cookie !== '' && !PLATFORM_COOKIE.test(cookie)).join('; ');
}

/** Without `Domain`, so that no other preview is given it; none that is named as one of ours. */
function hostOnlyCookie(line: string): string[] {
  const [pair = '', ...attributes] = line.split(';');
  if (PLATFORM_COOKIE.test(pair.trim())) return [];
  return [[pair, ...attributes.filter((attribute) => !/^\s*domain\s*(=|$)/i.test(attribute))].join(';')];
}

function hostOf({ port }: PreviewSide): string {
  return port === 80 ? 'localhost' : `localhost:${port}`;
}

function refererFor(address: string, side: PreviewSide): string | undefined {
  return address.startsWith(`${side.origin}/`) ? `http://${hostOf(side)}${address.slice(side.origin.length)}` : undefined;
}

/** Servers that send one to their own absolute address mean the preview. */
function locationFor(address: string, { port }: PreviewSide): string {
  if (!URL.canParse(address)) return address;
  const { protocol, hostname, port: given, pathname, search, hash } = new URL(address);
  const isOwn = protocol === 'http:' && LOOPBACK_NAMES.includes(hostname) && Number(given || 80) === port;
  // An own path that begins with two slashes would name another host.
  return isOwn ? `/${pathname.replace(/^\/+/, '')}${search}${hash}` : address;
}
