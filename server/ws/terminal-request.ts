import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { TerminalSize } from '../../sandbox/driver.ts';
import { terminalSizeSchema } from '../protocol/messages.ts';
import type { Position } from '../terminal/viewer.ts';

const PATH = /^\/ws\/sessions\/([\w-]{1,64})\/terminals\/([a-z0-9-]{1,32})$/;

/** What a page that does not say how large it is gets until it does. */
const USUAL_SIZE: TerminalSize = { cols: 80, rows: 24 };

export interface TerminalRequest {
  readonly sessionId: string;
  readonly name: string;
  /** Where the page was, when it has been here before. */
  readonly position: Position | undefined;
  /** For a shell that does not run yet. */
  readonly size: TerminalSize;
  /** Where a page without WebSockets sends its frames: the id of its stream. */
  readonly connection: string | undefined;
}

const positionSchema = z.object({ shell: z.string().min(1).max(64), offset: z.coerce.number().int().min(0) });
const sizeSchema = z.object({ cols: z.coerce.number(), rows: z.coerce.number() }).pipe(terminalSizeSchema);

/** Reads `/ws/sessions/:sessionId/terminals/:name?shell=…&from=…&cols=…&rows=…&connection=…`; undefined for any other path. */
export function terminalRequestOf(request: IncomingMessage): TerminalRequest | undefined {
  const target = request.url ?? '';
  if (!URL.canParse(target, 'http://server')) return undefined;
  const { pathname, searchParams } = new URL(target, 'http://server');
  const [, sessionId, name] = PATH.exec(pathname) ?? [];
  if (sessionId === undefined || name === undefined) return undefined;
  const position = positionSchema.safeParse({ shell: searchParams.get('shell'), offset: searchParams.get('from') ?? undefined });
  const size = sizeSchema.safeParse({ cols: searchParams.get('cols'), rows: searchParams.get('rows') });
  return {
    sessionId,
    name,
    position: position.data,
    size: size.data ?? USUAL_SIZE,
    connection: searchParams.get('connection') ?? undefined,
  };
}
