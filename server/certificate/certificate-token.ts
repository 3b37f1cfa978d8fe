import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Certificate } from '../protocol/completion.ts';

/** 128 bits: nobody finds a signature by trying, and the link stays short enough to copy by hand. */
const SIGNATURE_BYTES = 16;
const LONGEST_TOKEN = 1024;

/** Short names, since the token is a link that people pass on. */
const payloadSchema = z.strictObject({
  v: z.literal(1),
  /** Which key signed it: tells another server's certificate from one of ours that was altered. */
  k: z.string(),
  l: z.string(),
  n: z.string().optional(),
  d: z.iso.date(),
  p: z.int(),
  t: z.int(),
});

export type TokenReading =
  | { readonly standing: 'genuine'; readonly certificate: Certificate; readonly number: string }
  | { readonly standing: 'altered' | 'foreign' | 'unreadable' };

/** Certificates as links that this server alone can make. All that is known of one is in its token. */
export class CertificateTokens {
  readonly #key: Buffer;
  readonly #keyName: string;
  /** By name: the one that signs, and those that have been retired and still prove what they signed. */
  readonly #keys: ReadonlyMap<string, Buffer>;

  constructor(key: Buffer, retired: readonly Buffer[] = []) {
    this.#key = key;
    this.#keyName = nameOf(key);
    this.#keys = new Map([...retired, key].map((each) => [nameOf(each), each]));
  }

  issue({ lab, name, date, points, totalPoints }: Certificate): string {
    const payload = {
      v: 1,
      k: this.#keyName,
      l: lab,
      ...(name !== undefined && { n: name }),
      d: date,
      p: points,
      t: totalPoints,
    };
    const text = Buffer.from(JSON.stringify(payload)).toString('base64url');
    return `${text}.${signatureOf(text, this.#key).toString('base64url')}`;
  }

  read(token: string): TokenReading {
    const [text, signature, ...more] = token.split('.');
    if (token.length > LONGEST_TOKEN || text === undefined || signature === undefined || more.length > 0) return unreadable;
    const payload = parse(text);
    if (payload === undefined) return unreadable;
    const key = this.#keys.get(payload.k);
    if (key === undefined) return { standing: 'foreign' };
    const expected = signatureOf(text, key);
    // Compared as text: base64 has several spellings of the same bytes, and one of them is ours.
    return isSame(signature, expected.toString('base64url')) ? genuine(payload, expected) : { standing: 'altered' };
  }
}

const unreadable = { standing: 'unreadable' } as const;

function nameOf(key: Buffer): string {
  return createHash('sha256').update('certificate-key:').update(key).digest('hex').slice(0, 8);
}

function signatureOf(text: string, key: Buffer): Buffer {
  return createHmac('sha256', key).update(`certificate:${text}`).digest().subarray(0, SIGNATURE_BYTES);
}

function genuine({ l, n, d, p, t }: z.infer<typeof payloadSchema>, signature: Buffer): TokenReading {
  const certificate = { lab: l, ...(n !== undefined && { name: n }), date: d, points: p, totalPoints: t };
  return { standing: 'genuine', certificate, number: numberOf(signature) };
}

/** `7F3A-91C2-0B5D-E4A8`: short enough to read out. */
function numberOf(signature: Buffer): string {
  return (signature.toString('hex', 0, 8).toUpperCase().match(/.{4}/g) ?? []).join('-');
}

function parse(text: string): z.infer<typeof payloadSchema> | undefined {
  try {
    return payloadSchema.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))).data;
  } catch {
    return undefined;
  }
}

function isSame(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
