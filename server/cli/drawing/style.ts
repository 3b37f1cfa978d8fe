import type { LocalText } from '../../../labs/core/local-text.ts';

/** The wording in one language. */
export type Say = (text: LocalText) => string;

export interface Style {
  readonly say: Say;
  /** Counters and images are left out where the terminal is too narrow for them. */
  readonly isWide: boolean;
}
