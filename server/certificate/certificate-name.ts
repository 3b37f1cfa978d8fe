import { Problem } from '../problem.ts';
import { MAX_NAME_CHARACTERS } from '../protocol/completion.ts';

/** Characters that do not show, or that turn the text around them: a name has no use for them. */
const UNSEEN = /[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** A typed name in its plain form; undefined when nothing of it can be seen. Throws `bad-request` for one that is too long. */
export function plainName(typed: string | undefined): string | undefined {
  const name = typed?.normalize('NFC').replace(/\s+/gu, ' ').replace(UNSEEN, '').trim();
  if (name === undefined || name === '') return undefined;
  if ([...name].length > MAX_NAME_CHARACTERS) throw new Problem('bad-request', 'the name is too long');
  return name;
}
