import type { Namespace, Observation } from '../../../sandbox/observation.ts';
import type { LocalText } from '../local-text.ts';
import { Conntrack } from './conntrack.ts';
import { findRoute } from './find-route.ts';
import { type Bounce, type Bounced, type Fate, Journey } from './journey.ts';
import { addressFor } from './local-addresses.ts';
import { Narrator } from './narrator.ts';
import { answerTo, isSameParty, isTcp, type Packet } from './packet.ts';
import { placeName } from './places.ts';
import {
  sayEchoes,
  sayIgnoresPing,
  sayListens,
  sayNobodyListens,
  sayNoWayBack,
  sayProxied,
  sayProxyFails,
  sayReached,
  sayStranger,
  withUnjudged,
} from './say-end.ts';
import { listenerElsewhere, listenerFor, type ProxiedPort, proxiedAt } from './target-service.ts';
import type { Walk } from './walk.ts';

type Ending = Pick<Walk, 'outcome' | 'reason'>;
type Delivered = Extract<Fate, { kind: 'delivered' }>;

interface Asked {
  readonly sender: Namespace;
  readonly packet: Packet;
}

/** One question and its answer. */
export class Conversation {
  readonly #observation: Observation;
  readonly #conntrack = new Conntrack();
  readonly #tell: Narrator;

  constructor(observation: Observation) {
    this.#observation = observation;
    this.#tell = new Narrator(observation);
  }

  follow(sender: Namespace, packet: Packet): Walk {
    this.#tell.sends(sender, packet);
    const { outcome, reason } = this.#end({ sender, packet }, this.#carry(sender, packet));
    return { hops: this.#tell.hops, outcome, reason: withUnjudged(reason, this.#tell.unjudged) };
  }

  #carry(namespace: Namespace, packet: Packet): Fate {
    return new Journey(this.#observation, this.#conntrack, this.#tell).send(namespace, packet);
  }

  #end(asked: Asked, fate: Fate): Ending {
    switch (fate.kind) {
      case 'delivered':
        return this.#arrived(asked, fate);
      case 'bounced':
        return this.#bounced(asked, fate);
      case 'no-way':
        return { outcome: 'unreachable', reason: fate.because };
      case 'denied':
        // A ping's sender gets the kernel's "not permitted"; TCP takes it for a loss and tries on.
        return { outcome: isTcp(asked.packet) ? 'timeout' : 'unreachable', reason: fate.because };
      case 'lost':
        return { outcome: 'timeout', reason: fate.because };
      default:
        return fate satisfies never;
    }
  }

  #arrived(asked: Asked, { at, packet }: Delivered): Ending {
    const place = this.#name(at);
    if (!isTcp(packet)) return this.#pinged(asked, { kind: 'delivered', at, packet });
    const socket = listenerFor(at, packet.destination);
    const command = 'ss -tln';
    if (socket === undefined) {
      const elsewhere = listenerElsewhere(at, packet.destination)?.address;
      const reason = sayNobodyListens(place, packet.destination, elsewhere);
      this.#tell.delivered(at, reason, { command });
      return this.#answer(asked, at, { packet: answerTo(packet, 'reset'), ending: { outcome: 'refused', reason } });
    }
    const proxied = proxiedAt(this.#observation, at, packet.destination);
    const says = proxied === undefined ? sayListens(place, packet.destination) : sayProxied(proxied);
    this.#tell.delivered(at, says, { decidedBy: shownSocket(socket), command });
    const ending: Ending = { outcome: 'reached', reason: sayReached(place, packet) };
    const answered = this.#answer(asked, at, { packet: answerTo(packet, 'syn-ack'), ending });
    return proxied === undefined || answered.outcome !== 'reached' ? answered : this.#throughProxy(at, proxied, answered);
  }

  #pinged(asked: Asked, { at, packet }: Delivered): Ending {
    const place = this.#name(at);
    if (at.ignoresPing === true) {
      const reason = sayIgnoresPing(place);
      this.#tell.dropped(at, reason, { command: 'sysctl net.ipv4.icmp_echo_ignore_all' });
      return { outcome: 'timeout', reason };
    }
    this.#tell.delivered(at, sayEchoes(place), {});
    const ending: Ending = { outcome: 'reached', reason: sayReached(place, packet) };
    return this.#answer(asked, at, { packet: answerTo(packet, 'echo-reply'), ending });
  }

  /** Sends an answer back; `ending` holds if it arrives as the sender expects it. */
  #answer(asked: Asked, at: Namespace, { packet, ending }: { readonly packet: Packet; readonly ending: Ending }): Ending {
    this.#tell.direction = 'reply';
    this.#tell.sends(at, packet);
    const fate = this.#carry(at, packet);
    if (fate.kind !== 'delivered') return { outcome: 'timeout', reason: sayNoWayBack(fate.because) };
    const isError = packet.kind === 'error';
    const isExpected = fate.at === asked.sender && (isError || isSameParty(fate.packet.source, asked.packet.destination));
    if (isExpected) return ending;
    const reason = sayStranger(fate.packet, asked.packet.destination);
    this.#tell.dropped(fate.at, reason, {});
    return { outcome: 'timeout', reason };
  }

  #bounced(asked: Asked, { at, packet, answer, isDenied, because }: Bounced): Ending {
    const ending: Ending = { outcome: outcomeOf(answer, asked.packet), reason: because };
    if (at !== asked.sender) return this.#answer(asked, at, { packet: this.#refusal(at, packet, answer), ending });
    if (isDenied === true && !isTcp(packet)) return ending;
    // The kernel tells itself, by `lo` and through its own rules. That is a way as well, but nobody wants to follow it.
    const aside = new Narrator(this.#observation);
    const fate = new Journey(this.#observation, this.#conntrack, aside).send(at, this.#refusal(at, packet, answer));
    return fate.kind === 'delivered' ? ending : { outcome: 'timeout', reason: because };
  }

  #refusal(at: Namespace, packet: Packet, answer: Bounce): Packet {
    if (answer === 'reset') return answerTo(packet, 'reset');
    const { address } = packet.source;
    const way = findRoute({ namespace: at, destination: address });
    const own = way.kind === 'via' ? addressFor(at, way.link, way.nextHop) : undefined;
    const source = { address: own ?? packet.destination.address };
    return { kind: 'error', source, destination: { address }, about: packet, refusal: answer };
  }

  /** The proxy's own connection is another conversation. Whoever asked has been answered by then. */
  #throughProxy(host: Namespace, { address, port }: ProxiedPort, answered: Ending): Ending {
    const way = findRoute({ namespace: host, destination: address });
    const source = way.kind === 'via' ? (way.route.source ?? addressFor(host, way.link, way.nextHop)) : undefined;
    const inner = new Conversation(this.#observation).follow(host, {
      kind: 'syn',
      source: { address: source ?? '0.0.0.0', port: 40_000 },
      destination: { address, port },
    });
    this.#tell.hops.push(...inner.hops);
    return inner.outcome === 'reached' ? answered : { outcome: 'reached', reason: sayProxyFails(inner.reason) };
  }

  #name(namespace: Namespace): LocalText {
    return placeName(this.#observation, namespace);
  }
}

/** As `ss` prints it. */
function shownSocket({ address, port }: Namespace['listening'][number]): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

/** What the sender is told when a machine on the way refuses. There is no port that could refuse a ping. */
function outcomeOf(answer: Bounce, packet: Packet): Walk['outcome'] {
  return isTcp(packet) && (answer === 'port' || answer === 'reset') ? 'refused' : 'unreachable';
}
