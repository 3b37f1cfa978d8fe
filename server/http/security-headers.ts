import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

const EVERYWHERE = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'X-Frame-Options': 'DENY',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
} as const;

/** For JSON and event streams: nothing in them is to be run, shown in a frame, or kept. */
export function secureApi(response: ServerResponse): void {
  setAll(response, EVERYWHERE);
  response.setHeader('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'");
  response.setHeader('Cache-Control', 'no-store');
}

/**
 * For pages. Next.js writes inline scripts whose text differs with each page, so they are let in by a nonce: it reads the
 * nonce from the policy on the *request*, and puts it on every script of a page that is rendered on request.
 * We do not allow 'unsafe-inline' scripts, because pages show text from the learner's machine; the cost is that every page
 * has to be rendered on request. Inline styles stay allowed: highlighted code, React Flow and xterm.js place things by
 * style attributes, and a style cannot act.
 */
export function securePage(request: IncomingMessage, response: ServerResponse, { dev }: { readonly dev: boolean }): void {
  const nonce = randomBytes(16).toString('base64');
  const policy = pagePolicy(nonce, { dev, wasm: PLAYS_RECORDINGS.test(request.url ?? '') });
  setAll(response, EVERYWHERE);
  response.setHeader('Content-Security-Policy', policy);
  request.headers['content-security-policy'] = policy;
  request.headers['x-nonce'] = nonce;
}

/** The recording's player is WebAssembly. No other page may compile any. */
const PLAYS_RECORDINGS = /^\/(ko|en)\/labs\/[a-z0-9-]+\/replay(\?|$)/;

function pagePolicy(nonce: string, { dev, wasm }: { readonly dev: boolean; readonly wasm: boolean }): string {
  return [
    "default-src 'self'",
    // React's development build explains errors by `eval`.
    `script-src 'self' 'nonce-${nonce}'${dev ? " 'unsafe-eval'" : ''}${wasm ? " 'wasm-unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function setAll(response: ServerResponse, headers: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
}
