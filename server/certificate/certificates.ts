import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Lab } from '../../labs/core/lab.ts';
import type { Locale } from '../../labs/core/local-text.ts';
import { loadKey } from '../identity.ts';
import { Problem } from '../problem.ts';
import type { CertificateReading, Completion } from '../protocol/completion.ts';
import { Serial } from '../serial.ts';
import { plainName } from './certificate-name.ts';
import { CertificateTokens } from './certificate-token.ts';
import { drawElsewhere } from './draw-elsewhere.ts';
import { isRevoked } from './revoked.ts';

/** Learners who wait for their certificate at a time; each takes a moment of one core. */
const MAX_WAITING = 20;

export interface CertificatesParts {
  readonly home: string;
  /** A lab by its slug, for its title; one that is gone is called by its slug. */
  lab(slug: string): Lab | undefined;
}

/** Issues certificates and says which are genuine. Keeps none: a certificate is its token. */
export class Certificates {
  readonly #parts: CertificatesParts;
  readonly #tokens: CertificateTokens;
  readonly #drawing = new Serial();
  #waiting = 0;

  constructor(parts: CertificatesParts) {
    this.#parts = parts;
    this.#tokens = openTokens(parts.home);
  }

  /** Throws `lab-not-finished` while a step has not passed. */
  issue(lab: string, { finishedAt, points, totalPoints }: Completion, typedName: string | undefined): string {
    if (finishedAt === undefined) throw new Problem('lab-not-finished');
    const name = plainName(typedName);
    const date = new Date(finishedAt).toISOString().slice(0, 10);
    return this.#tokens.issue({ lab, ...(name !== undefined && { name }), date, points, totalPoints });
  }

  async read(token: string): Promise<CertificateReading> {
    const reading = this.#tokens.read(token);
    if (reading.standing !== 'genuine') return reading;
    const revoked = await isRevoked(join(this.#parts.home, 'revoked-certificates'), reading.number);
    return { ...reading, standing: revoked ? 'revoked' : 'genuine' };
  }

  /** The certificate to print; `link` is where it can be verified. Rejects with `no-such-certificate` unless it is genuine. */
  async draw(token: string, locale: Locale, link: string): Promise<Uint8Array> {
    const reading = await this.read(token);
    if (reading.standing !== 'genuine') throw new Problem('no-such-certificate', reading.standing);
    if (this.#waiting >= MAX_WAITING) throw new Problem('too-many-requests');
    this.#waiting += 1;
    try {
      const { certificate, number } = reading;
      const title = this.#parts.lab(certificate.lab)?.title[locale] ?? certificate.lab;
      return await this.#drawing.run(() => drawElsewhere({ certificate, number, title, locale, link }));
    } finally {
      this.#waiting -= 1;
    }
  }
}

/** What an operator calls a key that signs no more. One that is taken away proves nothing any more. */
const RETIRED_KEY = /^certificate-.+\.key$/;

function openTokens(home: string): CertificateTokens {
  const key = loadKey(home, 'certificate.key');
  const retired = readdirSync(home).filter((file) => RETIRED_KEY.test(file));
  return new CertificateTokens(
    key,
    retired.map((file) => loadKey(home, file)),
  );
}
