import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';

/** As long as browsers keep one at most. */
const COOKIE_SECONDS = 400 * 24 * 3600;
const KEY_BYTES = 32;

/** Says who is asking: an anonymous learner, known by a cookie that only this server can have made. */
export class Identity {
  readonly #key: Buffer;
  readonly #secure: boolean;
  /** Of this server's own: cookies do not tell ports apart, and two servers on one machine are not to sign each other out. */
  readonly #cookieName: string;

  /** `secure` keeps the cookie off plain HTTP. */
  constructor(key: Buffer, { secure }: { readonly secure: boolean }) {
    this.#key = key;
    this.#secure = secure;
    // Browsers let no other host set a cookie with this prefix, nor one for another path.
    const prefix = secure ? '__Host-' : '';
    this.#cookieName = `${prefix}vethlab_learner_${this.#sign('cookie-name').toString('hex').slice(0, 8)}`;
  }

  /** The learner who sent this request; `undefined` without a cookie of ours. */
  learnerOf(request: Pick<IncomingMessage, 'headers'>): string | undefined {
    const value = cookieOf(request.headers.cookie, this.#cookieName);
    const dot = value?.lastIndexOf('.') ?? -1;
    if (value === undefined || dot < 1) return undefined;
    const learnerId = value.slice(0, dot);
    const given = Buffer.from(value.slice(dot + 1), 'base64url');
    const expected = this.#sign(`learner:${learnerId}`);
    return given.length === expected.length && timingSafeEqual(given, expected) ? learnerId : undefined;
  }

  /** A learner nobody has met, with the `Set-Cookie` value that makes them known from here on. */
  createLearner(): { readonly learnerId: string; readonly cookie: string } {
    const learnerId = randomBytes(16).toString('base64url');
    const value = `${learnerId}.${this.#sign(`learner:${learnerId}`).toString('base64url')}`;
    const attributes = ['Path=/', `Max-Age=${COOKIE_SECONDS}`, 'HttpOnly', 'SameSite=Lax', ...(this.#secure ? ['Secure'] : [])];
    return { learnerId, cookie: `${this.#cookieName}=${value}; ${attributes.join('; ')}` };
  }

  #sign(text: string): Buffer {
    return createHmac('sha256', this.#key).update(text).digest();
  }
}

/** The server's own key, made at its first start. Losing it makes every learner a stranger. */
export function loadIdentityKey(home: string): Buffer {
  return loadKey(home, 'identity.key');
}

/** A secret of this server's in a file of its own, made when it is first needed. */
export function loadKey(home: string, file: string): Buffer {
  const path = join(home, file);
  mkdirSync(home, { recursive: true });
  try {
    writeFileSync(path, randomBytes(KEY_BYTES), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const key = readFileSync(path);
  if (key.length !== KEY_BYTES) throw new Error(`${path} is not a key: it has ${key.length} bytes, not ${KEY_BYTES}`);
  return key;
}

/** Of two with this name, one was laid there by somebody else, and nobody knows which. */
function cookieOf(header: string | undefined, name: string): string | undefined {
  const pairs = (header?.split(';') ?? []).map((pair) => pair.trim()).filter((pair) => pair.startsWith(`${name}=`));
  return pairs.length === 1 ? pairs[0]?.slice(name.length + 1) : undefined;
}
