import type { Link, Namespace } from '../../../sandbox/observation.ts';

/** A link where it lives, with its cable's other end where that is seen. */
export interface SeenLink {
  readonly namespace: Namespace;
  readonly link: Link;
  readonly peer: { readonly namespace: Namespace; readonly link: Link } | undefined;
}
