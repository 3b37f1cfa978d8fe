import type { Container, Link, Observation } from '../../../../sandbox/observation.ts';
import { DEFAULT_BRIDGE } from '../../../core/default-bridge.ts';
import { bridge, ownNamespace } from '../../../core/network.ts';

export interface Times {
  readonly observation: Observation;
  readonly baseline: Observation;
}

/** What a learner has found out, as far as the machine shows it. `who`: which container it is. `cable`: which veth, too. */
export type Findings = 'nothing' | 'who' | 'cable';

/** States of a neighbour that was asked for and has not answered. */
const UNANSWERED = new Set(['incomplete', 'failed']);

/**
 * The diagnosis is the learner's. A verdict says no more than they have seen themselves: a ping that went unanswered leaves
 * the gateway in the container's neighbour table without a MAC address, and work on the cable leaves it changed.
 */
export function findings({ observation, baseline }: Times, victim: Container): Findings {
  if (wiring(observation, victim) !== wiring(baseline, victim)) return 'cable';
  const gateway = bridge(observation, DEFAULT_BRIDGE)?.address?.address;
  const asked = ownNamespace(observation, victim)?.neighbours ?? [];
  return asked.some(({ address, state }) => address === gateway && UNANSWERED.has(state)) ? 'who' : 'nothing';
}

/** Both ends of the container's cables as far as one can set them wrong. */
function wiring(observation: Observation, container: Container): string {
  const namespace = ownNamespace(observation, container);
  const host = observation.namespaces.find(({ role }) => role === 'host');
  const outside = host?.links.filter(({ peer }) => peer !== undefined && peer.namespaceId === namespace?.id) ?? [];
  const inside = namespace?.links.filter(({ peer }) => peer !== undefined) ?? [];
  return JSON.stringify([outside.map(settings), inside.map(settings)]);
}

function settings({ index, up, master }: Link): unknown {
  return [index, up, master];
}
