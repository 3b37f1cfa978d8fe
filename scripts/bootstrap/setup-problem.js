/** @import { LocalText } from '../../labs/core/local-text.ts' */
import { say } from '../../server/cli/language.js';

/** Something that keeps a command from working and that the person at the terminal can mend: one sentence, and what to do next. */
export class SetupProblem extends Error {
  /**
   * @param {LocalText} what
   * @param {LocalText} next
   * @param {ErrorOptions} [options]
   */
  constructor(what, next, options) {
    super(say(what), options);
    this.name = 'SetupProblem';
    this.next = say(next);
  }
}
