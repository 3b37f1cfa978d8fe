import type { Observation } from '../../sandbox/observation.ts';

/** A machine with nothing on it but its number of containers, which is all that the tests' checks read. */
export function observationOf(containers: number, sequence = 1): Observation {
  return {
    version: 1,
    sequence,
    takenAt: 0,
    namespaces: [],
    docker: {
      state: 'running',
      version: '20.10',
      networks: [],
      containers: Array.from({ length: containers }, (_, index) => ({
        id: `c${index}`,
        name: `web${index}`,
        image: 'nginx',
        state: 'running' as const,
        networkMode: 'bridge',
        networks: [],
        ports: [],
      })),
    },
    truncated: false,
  };
}
