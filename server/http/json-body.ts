import type { IncomingMessage } from 'node:http';
import type { z } from 'zod/mini';
import { Problem } from '../problem.ts';

/** Far more than any request of ours holds but those that say otherwise. */
const MAX_BODY_BYTES = 16 * 1024;

/** Reads a request's body as JSON of this schema. Rejects with `bad-request` or `too-large`. */
export async function readJson<Schema extends z.ZodMiniType>(
  request: IncomingMessage,
  schema: Schema,
  maxBytes = MAX_BODY_BYTES,
): Promise<z.infer<Schema>> {
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? ''))
    throw new Problem('bad-request', 'the body is not JSON');
  const text = await readText(request, maxBytes);
  const parsed = schema.safeParse(parse(text));
  if (!parsed.success) throw new Problem('bad-request', parsed.error.message);
  return parsed.data;
}

async function readText(request: IncomingMessage, maxBytes: number): Promise<string> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw new Problem('too-large');
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  // Not destroyed when it is too large: the refusal goes over the same connection.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    if (sizeBytes > maxBytes) throw new Problem('too-large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem('bad-request', 'the body is not JSON');
  }
}
