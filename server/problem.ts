import type { ServerProblemCode } from './protocol/problems.ts';

/** Something the server cannot or will not do. `code` is what a person is told; `message` and `cause` are for the log. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ServerProblemCode;

  constructor(code: ServerProblemCode, message: string = code, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
