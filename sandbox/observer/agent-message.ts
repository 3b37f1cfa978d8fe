import { z } from 'zod';

const answerSchema = z.discriminatedUnion('ok', [
  z.object({ id: z.int(), ok: z.literal(true), snapshot: z.unknown().optional(), result: z.unknown().optional() }),
  z.object({ id: z.int(), ok: z.literal(false), error: z.enum(['gone', 'failed']), message: z.string() }),
]);

const eventSchema = z.discriminatedUnion('event', [
  z.object({ event: z.literal('hello'), version: z.literal(1) }),
  z.object({ event: z.literal('snapshot'), sandbox: z.string(), snapshot: z.unknown() }),
  z.object({ event: z.literal('gone'), sandbox: z.string() }),
  z.object({ event: z.literal('error'), sandbox: z.string(), message: z.string() }),
]);

const messageSchema = z.union([eventSchema, answerSchema]);

export type AgentAnswer = z.infer<typeof answerSchema>;
export type AgentEvent = z.infer<typeof eventSchema>;

export type AgentRequest =
  | { readonly op: 'watch'; readonly sandbox: string; readonly pid: number | 'self'; readonly counters: boolean }
  | { readonly op: 'unwatch' | 'observe'; readonly sandbox: string }
  | { readonly op: 'probe'; readonly sandbox: string; readonly probe: object }
  | { readonly op: 'ping' };

/** One line of the agent. Throws when it is none: the stream is then worth nothing any more. */
export function decodeAgentMessage(line: string): AgentAnswer | AgentEvent {
  return messageSchema.parse(JSON.parse(line));
}
