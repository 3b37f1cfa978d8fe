import type { LocalText } from '../../labs/core/local-text.ts';
import { say } from './language.js';

/** One thing that `doctor` looked at. `missing` is what set-up brings; `wrong` is what a person has to mend. */
export interface Finding {
  /** Kebab-case name that programs may rely on. */
  readonly id: string;
  readonly state: 'there' | 'missing' | 'wrong';
  readonly found: LocalText;
  /** What to do; absent where nothing has to be done. */
  readonly next?: LocalText;
}

const MARKS: Record<Finding['state'], string> = { there: '✓', missing: '–', wrong: '✗' };

export function printFinding({ state, found, next }: Finding): void {
  console.log(`${MARKS[state]} ${say(found)}`);
  if (next !== undefined) console.log(`    → ${say(next)}`);
}

/** The same in every language, such as a path or a version. */
export function verbatim(text: string): LocalText {
  return { ko: text, en: text };
}
