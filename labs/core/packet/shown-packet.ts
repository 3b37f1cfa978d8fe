import type { Rule } from '../../../sandbox/observation.ts';
import type { Packet, Party } from './packet.ts';
import { shownFact } from './places.ts';
import type { Decision } from './walk-chain.ts';

/** `172.17.0.2:80`. */
export function shownParty({ address, port }: Party): string {
  return port === undefined ? address : `${address}:${port}`;
}

/** `192.168.0.2 → 192.168.0.10:8080`. The sender's own port is a chance number that helps nobody. */
export function shownWay({ kind, source, destination }: Packet): string {
  const isAnswer = kind === 'syn-ack' || kind === 'reset';
  return `${isAnswer ? shownParty(source) : source.address} → ${isAnswer ? destination.address : shownParty(destination)}`;
}

/** As `iptables -S` prints it. */
export function shownRule(chain: string, rule: Pick<Rule, 'spec'> | undefined, policy: string): string {
  return shownFact(rule === undefined ? `-P ${chain} ${policy}` : `-A ${chain} ${rule.spec}`);
}

export function shownDecision({ chain, rule, target }: Decision): string {
  return shownRule(chain, rule, target);
}
