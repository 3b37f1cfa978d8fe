import { ipv4Number, prefixLengthOf } from './address.ts';

/** Where a name or number ends and Korean goes on, as in `docker0가`, or the other way round. */
const HANGUL_SEAM = /(?<=[!-~])(?=\p{Script=Hangul})|(?<=\p{Script=Hangul})(?=[!-~])/gu;

/** The words of an answer: quotes, brackets, the signs between words and Korean particles do not matter, nor does the case. */
export function answerWords(answer: string): string[] {
  return answer
    .normalize('NFC')
    .toLowerCase()
    .replace(HANGUL_SEAM, ' ')
    .split(/[\s,;="'`()[\]{}<>|→↔]+/u)
    .map((word) => word.replace(/^[.:]+|[.:]+$/g, ''))
    .filter((word) => word !== '' && !/^-+$/.test(word));
}

export interface AddressAnswer {
  readonly address: string;
  readonly prefixLength: number | undefined;
}

/**
 * The address that an answer names, with its mask in any usual form: `172.17.0.1/16`, `172.17.0.1 255.255.0.0`,
 * `172.17.0.1 netmask 0xffff0000`.
 */
export function addressIn(answer: string): AddressAnswer | undefined {
  const parts = answerWords(answer).flatMap((word) => word.split(/[/:]/));
  const address = parts.find((part) => ipv4Number(part) !== undefined && prefixLengthOf(part) === undefined);
  if (address === undefined) return undefined;
  const rest = parts.slice(parts.indexOf(address) + 1);
  return { address, prefixLength: rest.map(prefixLengthIn).find((length) => length !== undefined) };
}

function prefixLengthIn(part: string): number | undefined {
  return /^\d{1,2}$/.test(part) && Number(part) <= 32 ? Number(part) : prefixLengthOf(part);
}
