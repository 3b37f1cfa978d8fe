import type { LocalText } from '../../labs/core/local-text.ts';
import { endpoints, type Sender, type Target } from '../../labs/core/packet/endpoints.ts';
import type { PacketQuestion } from '../../labs/core/packet/walk.ts';
import { shownName } from '../../labs/core/wording.ts';
import type { Observation } from '../../sandbox/observation.ts';

export interface EndChoice {
  readonly id: string;
  readonly says: LocalText;
}

export interface TargetChoice extends EndChoice {
  readonly question: Omit<PacketQuestion, 'from'>;
}

/** The client comes first: what a lesson publishes is meant for it. */
const ROLE_ORDER: readonly Sender['role'][] = ['client', 'host', 'container', 'named', 'other'];

/** Who can send a packet and what it can be sent to, as one chooses them from two lists. */
export function packetEnds(observation: Observation) {
  const { senders, targets } = endpoints(observation);
  const sorted = senders.toSorted((one, other) => ROLE_ORDER.indexOf(one.role) - ROLE_ORDER.indexOf(other.role));
  return {
    sources: sorted.map(({ namespaceId, name }): EndChoice => ({ id: namespaceId, says: name })),
    targets: targets.map(targetChoice),
  };
}

function targetChoice({ to, protocol, port, name }: Target): TargetChoice {
  const shown = shownName(to);
  const address = port === undefined ? `${shown} (ping)` : `${shown}:${port}`;
  const question = { to, protocol, ...(port !== undefined && { port }) };
  return { id: `${protocol} ${address}`, says: { ko: `${name.ko} ${address}`, en: `${name.en} ${address}` }, question };
}
