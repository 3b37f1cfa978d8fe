import { createCipheriv, createDecipheriv, createHmac, timingSafeEqual } from 'node:crypto';

/** Digits for a person to read; then the session, sealed, and a seal over everything. At most 62 of a label's 63 characters. */
const LABEL = /^(?<port>[1-9]\d{0,4})-(?<sealed>[0-9a-f]{32})(?<seal>[0-9a-f]{24})$/;
const SESSION_ID_BYTES = 16;
const SEAL_BYTES = 12;
const MAX_PORT = 65_535;

export interface PreviewTarget {
  readonly sessionId: string;
  readonly sandboxId: string;
  readonly port: number;
}

/**
 * Names for one port of one machine that are also the right to see it: only this server can have made one, and it is worth
 * nothing once the session has another machine. Nothing is kept, so a restarted server knows those of its predecessor.
 */
export class PreviewLabels {
  readonly #sealKey: Buffer;
  readonly #idKey: Buffer;

  constructor(key: Buffer) {
    this.#sealKey = createHmac('sha256', key).update('preview-seal').digest();
    this.#idKey = createHmac('sha256', key).update('preview-session').digest().subarray(0, 16);
  }

  labelOf(target: PreviewTarget): string {
    const id = Buffer.from(target.sessionId, 'base64url');
    if (id.length !== SESSION_ID_BYTES) throw new Error('a session id has 16 bytes');
    return `${target.port}-${this.#sealId(id).toString('hex')}${this.#seal(target).toString('hex')}`;
  }

  /** What a label claims to be; `isFor` says whether it is. */
  claimOf(label: string): Omit<PreviewTarget, 'sandboxId'> | undefined {
    const { port, sealed } = LABEL.exec(label)?.groups ?? {};
    if (port === undefined || sealed === undefined || Number(port) > MAX_PORT) return undefined;
    return { port: Number(port), sessionId: this.#openId(Buffer.from(sealed, 'hex')).toString('base64url') };
  }

  isFor(label: string, target: PreviewTarget): boolean {
    const given = Buffer.from(LABEL.exec(label)?.groups?.seal ?? '', 'hex');
    const expected = this.#seal(target);
    return given.length === expected.length && timingSafeEqual(given, expected);
  }

  #seal({ sessionId, sandboxId, port }: PreviewTarget): Buffer {
    return createHmac('sha256', this.#sealKey).update(`${sessionId} ${sandboxId} ${port}`).digest().subarray(0, SEAL_BYTES);
  }

  /** An id is one block, so one application of the cipher is a permutation of ids, and no mode is needed. */
  #sealId(id: Buffer): Buffer {
    const cipher = createCipheriv('aes-128-ecb', this.#idKey, null).setAutoPadding(false);
    return Buffer.concat([cipher.update(id), cipher.final()]);
  }

  #openId(sealed: Buffer): Buffer {
    const cipher = createDecipheriv('aes-128-ecb', this.#idKey, null).setAutoPadding(false);
    return Buffer.concat([cipher.update(sealed), cipher.final()]);
  }
}
