import type { Namespace } from '../../../sandbox/observation.ts';
import { isQuestion, isSameParty, type Packet, type Party } from './packet.ts';

interface Tuple {
  source: Party;
  destination: Party;
}

/** A connection in the eyes of one namespace: as its first packet came, and as it left. */
export interface Flow {
  readonly original: Readonly<Tuple>;
  readonly translated: Tuple;
  isDestinationSettled: boolean;
  isSourceSettled: boolean;
}

/** The connection tracking of all namespaces, for one conversation. */
export class Conntrack {
  readonly #flows = new Map<Namespace, Flow[]>();

  /**
   * The connection that a packet belongs to. A question begins one; an answer without one has none. Only on `isEntry` must
   * an answer come from and to what the connection left with: further in, parts of it have been turned back.
   */
  flowOf(namespace: Namespace, packet: Packet, isEntry: boolean): Flow | undefined {
    const flows = this.#flows.get(namespace) ?? [];
    this.#flows.set(namespace, flows);
    if (packet.kind === 'error') return flows.find((flow) => packet.about !== undefined && isAbout(flow, packet.about));
    if (!isQuestion(packet)) return flows.find((flow) => (isEntry ? isAnswer(flow.translated, packet) : isWithin(flow, packet)));
    const known = flows.find(({ original, translated }) => isSameWay(original, packet) || isSameWay(translated, packet));
    return known ?? begin(flows, packet);
  }
}

function begin(flows: Flow[], { source, destination }: Packet): Flow {
  const flow = { original: { source, destination }, translated: { source, destination } };
  const begun = { ...flow, isDestinationSettled: false, isSourceSettled: false };
  flows.push(begun);
  return begun;
}

function isSameWay(one: Tuple, other: Tuple): boolean {
  return isSameParty(one.source, other.source) && isSameParty(one.destination, other.destination);
}

function isAnswer(asked: Tuple, { source, destination }: Tuple): boolean {
  return isSameWay(asked, { source: destination, destination: source });
}

/** Whether an answer is of this connection, at whatever stage of being turned back. */
function isWithin({ original, translated }: Flow, { source, destination }: Tuple): boolean {
  return isAbout({ original, translated }, { source: destination, destination: source });
}

/** Whether an ICMP error's packet is of this connection, at whatever stage of its translation. */
function isAbout({ original, translated }: Pick<Flow, 'original' | 'translated'>, about: Tuple): boolean {
  const fromIt = isSameParty(about.source, original.source) || isSameParty(about.source, translated.source);
  return (
    fromIt && (isSameParty(about.destination, original.destination) || isSameParty(about.destination, translated.destination))
  );
}

/** What `-m conntrack --ctstate` sees. */
export function statesOf(packet: Packet, flow: Flow | undefined): string[] {
  if (flow === undefined) return ['INVALID'];
  const { original, translated } = flow;
  return [
    isQuestion(packet) ? 'NEW' : packet.kind === 'error' ? 'RELATED' : 'ESTABLISHED',
    ...(isSameParty(original.destination, translated.destination) ? [] : ['DNAT']),
    ...(isSameParty(original.source, translated.source) ? [] : ['SNAT']),
  ];
}
