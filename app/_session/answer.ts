import type { Trouble } from '../_text/problems.ts';

/** What came of asking the server: a value, or why there is none. `id` names an internal error in the server's log. */
export type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly trouble: Trouble; readonly id: string | undefined };
