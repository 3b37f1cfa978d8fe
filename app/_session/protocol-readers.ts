import type { z } from 'zod/mini';
import {
  portsResponseSchema,
  problemResponseSchema,
  sessionResponseSchema,
  solutionResponseSchema,
  terminalResponseSchema,
  verdictResponseSchema,
} from '../../server/protocol/api.ts';
import { sessionEventSchema } from '../../server/protocol/session-view.ts';

/** What the server may say, by kind. Comes with the schemas as a file of its own: who only reads a lesson needs none of it. */
const schemas = {
  session: sessionResponseSchema,
  verdict: verdictResponseSchema,
  solution: solutionResponseSchema,
  terminal: terminalResponseSchema,
  ports: portsResponseSchema,
  problem: problemResponseSchema,
  event: sessionEventSchema,
} as const;

export type Kind = keyof typeof schemas;
export type Said<Name extends Kind> = z.infer<(typeof schemas)[Name]>;

/** Reads what the server said; undefined when it is not of that kind. */
export function readSaid<Name extends Kind>(kind: Name, said: unknown): Said<Name> | undefined {
  const read = schemas[kind].safeParse(said);
  return read.success ? (read.data as Said<Name>) : undefined;
}
