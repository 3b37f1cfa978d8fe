import { Problem } from '../problem.ts';

export type Method = 'GET' | 'POST' | 'DELETE';
export type Params = Readonly<Record<string, string>>;

export interface Route<Handle> {
  readonly method: Method;
  /** `/api/labs/:lab/session`: a `:name` takes one whole segment. */
  readonly path: string;
  readonly handle: Handle;
}

export interface Match<Handle> {
  readonly handle: Handle;
  readonly params: Params;
}

/** Finds the route for a request. Throws `no-such-page`, or `method-not-allowed` where only the method is wrong. */
export function findRoute<Handle>(routes: readonly Route<Handle>[], method: string, path: string): Match<Handle> {
  const here = routes.flatMap((route) => {
    const params = match(route.path, path);
    return params === undefined ? [] : [{ route, params }];
  });
  const found = here.find(({ route }) => route.method === method);
  if (found !== undefined) return { handle: found.route.handle, params: found.params };
  throw new Problem(here.length > 0 ? 'method-not-allowed' : 'no-such-page');
}

function match(pattern: string, path: string): Params | undefined {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, segment] of wanted.entries()) {
    const value = given[index] ?? '';
    if (segment.startsWith(':')) params[segment.slice(1)] = decode(value);
    else if (segment !== value) return undefined;
  }
  return params;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new Problem('bad-request', 'the path is not UTF-8');
  }
}
