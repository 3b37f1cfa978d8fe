import { endpoints } from '../../../labs/core/packet/endpoints.ts';
import { followPacket } from '../../../labs/core/packet/follow-packet.ts';
import type { PacketQuestion, Walk } from '../../../labs/core/packet/walk.ts';
import type { Sandbox } from '../../../sandbox/driver.ts';
import type { Observation, Probe } from '../../../sandbox/observation.ts';

export interface Comparison {
  readonly question: string;
  readonly predicted: Walk['outcome'];
  readonly real: string;
  readonly reason: string;
}

/** Two SYNs and an ARP question that is given up fit in. */
const PATIENCE_MS = 2500;
/** As long as the observer waits at most, for a machine that was busy. */
const MOST_PATIENCE_MS = 5000;

/** What is worth asking wherever it is asked from, on top of what the machine offers. */
const ODD_TARGETS: readonly Omit<PacketQuestion, 'from'>[] = [
  { to: '127.0.0.1', protocol: 'tcp', port: 8080 },
  { to: '127.0.0.1', protocol: 'tcp', port: 6000 },
  { to: '127.0.0.1', protocol: 'icmp' },
  { to: '192.168.0.10', protocol: 'tcp', port: 9999 },
  { to: '172.17.0.2', protocol: 'tcp', port: 81 },
  { to: '172.17.0.99', protocol: 'tcp', port: 80 },
  { to: '172.17.0.99', protocol: 'icmp' },
  { to: '10.9.9.9', protocol: 'icmp' },
];

function questions(observation: Observation): PacketQuestion[] {
  const { senders, targets } = endpoints(observation);
  const asked = new Map<string, PacketQuestion>();
  for (const { namespaceId } of senders) {
    for (const { to, protocol, port } of [...targets, ...ODD_TARGETS]) {
      asked.set(`${namespaceId} ${to} ${protocol} ${port}`, { from: namespaceId, to, protocol, ...(port && { port }) });
    }
  }
  return [...asked.values()];
}

function probeOf({ from, to, protocol, port }: PacketQuestion, timeoutMs: number): Probe {
  return protocol === 'icmp' || port === undefined
    ? { kind: 'ping', from, address: to, timeoutMs }
    : { kind: 'tcp', from, address: to, port, timeoutMs };
}

async function ask(sandbox: Sandbox, question: PacketQuestion, timeoutMs: number): Promise<string> {
  const { reached, reason = 'other' } = await sandbox.probe(probeOf(question, timeoutMs));
  return reached ? 'reached' : reason;
}

async function compare(sandbox: Sandbox, observation: Observation, { question, walk }: Followed): Promise<Comparison> {
  let real = await ask(sandbox, question, PATIENCE_MS);
  if (real === 'timeout' && walk.outcome !== 'timeout') real = await ask(sandbox, question, MOST_PATIENCE_MS);
  const sender = endpoints(observation).senders.find(({ namespaceId }) => namespaceId === question.from)?.name.en;
  const target = `${question.to}${question.port === undefined ? ' (ping)' : `:${question.port}`}`;
  return { question: `${sender} → ${target}`, predicted: walk.outcome, real, reason: walk.reason.en };
}

interface Followed {
  readonly question: PacketQuestion;
  readonly walk: Walk;
}

/** The kernel tells one sender about missing routes five times, then once a second: more questions would be met by silence. */
const MOST_TURNED_AWAY = 3;

function isTurnedAway({ question, walk }: Followed): boolean {
  const end = walk.hops.findLast(({ direction }) => direction === 'request');
  return end?.kind === 'drop' && end.namespaceId !== question.from && end.command?.text.includes('ip route get') === true;
}

/** Follows a packet from everywhere to everywhere in a machine as it is now, and sends it as well. */
export async function probeEveryWay(sandbox: Sandbox): Promise<Comparison[]> {
  const observation = await sandbox.observe();
  const followed = questions(observation).map((question) => ({ question, walk: followPacket(observation, question) }));
  const turnedAway = followed.filter(isTurnedAway);
  const others = followed.filter((each) => !turnedAway.includes(each));
  const asked = [...others, ...turnedAway.slice(0, MOST_TURNED_AWAY)];
  return Promise.all(asked.map((each) => compare(sandbox, observation, each)));
}

export function disagreements(comparisons: readonly Comparison[]): Comparison[] {
  return comparisons.filter(({ predicted, real }) => predicted !== real);
}
