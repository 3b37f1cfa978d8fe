import { z } from 'zod';
import { type Observation, observationSchema } from '../observation.ts';
import { parseIptables } from './parse-iptables.ts';

/** As the agent sends it: an observation but for its counters (four numbers) and its rules (iptables-save's text). */
const rawSnapshotSchema = z.object({
  takenAt: z.number(),
  truncated: z.boolean(),
  docker: z.unknown(),
  namespaces: z.array(
    z.looseObject({
      rules: z.array(z.string()),
      links: z.array(z.looseObject({ counters: z.tuple([z.number(), z.number(), z.number(), z.number()]) })),
    }),
  ),
});

type RawNamespace = z.infer<typeof rawSnapshotSchema>['namespaces'][number];

function namespaceOf({ rules, links, ...facts }: RawNamespace): unknown {
  return {
    ...facts,
    links: links.map(({ counters: [rxPackets, rxBytes, txPackets, txBytes], ...link }) => ({
      ...link,
      counters: { rxPackets, rxBytes, txPackets, txBytes },
    })),
    tables: parseIptables(rules),
  };
}

/** Turns what the agent sent into an observation. Throws a `ZodError` when it is not one. */
export function observationOf(raw: unknown, sequence: number): Observation {
  const { takenAt, truncated, docker, namespaces } = rawSnapshotSchema.parse(raw);
  return observationSchema.parse({
    version: 1,
    sequence,
    takenAt,
    truncated,
    docker,
    namespaces: namespaces.map(namespaceOf),
  });
}
