import { type Explanation, facts, labels, same, words } from './fact.ts';
import { commandsFor, endName } from './interface-facts.ts';
import { type LearnerCommand, line, shellWord } from './learner-command.ts';
import type { PublishedPort, Wire } from './picture.ts';
import type { Seen } from './seen.ts';

export function wireFacts(seen: Seen, { ends, isLive }: Wire): Explanation {
  const [one, other] = [seen.find(ends[0]), seen.find(ends[1])];
  const both = [one, other].filter((end) => end !== undefined);
  const [from, to] = [endName(seen, ends[0]) ?? same(''), endName(seen, ends[1]) ?? same('')];
  const way = (end: typeof one) => (end === undefined ? '' : String(end.each.txPackets));
  return {
    title: { ko: `${from.ko} ↔ ${to.ko}`, en: `${from.en} ↔ ${to.en}` },
    trouble: both.find(({ each }) => each.trouble !== undefined)?.each.trouble?.says,
    facts: facts([
      [labels.kind, words.wire],
      [labels.state, words[isLive ? 'live' : 'dead']],
      [{ ko: `${from.ko} → 반대쪽`, en: `From ${from.en}` }, way(one)],
      [{ ko: `${to.ko} → 반대쪽`, en: `From ${to.en}` }, way(other)],
    ]),
    commands: both.flatMap((end) => commandsFor(seen, end).slice(0, 1)),
  };
}

export function publicationFacts(seen: Seen, publication: PublishedPort): Explanation {
  const { protocol, hostPort, hostAddress, address, port, rule, target, isLetThrough } = publication;
  return {
    title: same(`:${hostPort} → ${address}:${port}`),
    trouble: troubleOf(publication),
    facts: facts([
      [labels.kind, words.publishedPort],
      [labels.hostPort, `${hostAddress === undefined ? '' : `${hostAddress}:`}${hostPort}/${protocol}`],
      [labels.target, `${address}:${port}`],
      [labels.container, endName(seen, target) ?? words.nobody],
      [labels.rule, `-t ${rule.table} -A ${rule.chain} ${rule.spec}`],
      [labels.counted, String(rule.packets)],
      [labels.forward, words[isLetThrough ? 'letThrough' : 'stopped']],
    ]),
    commands: commandsOf(seen, publication),
  };
}

function troubleOf({ target, isLetThrough, address }: PublishedPort): Explanation['trouble'] {
  if (target === undefined) {
    return {
      ko: `이 규칙이 보내는 주소(${address})를 가진 컨테이너가 없어요.`,
      en: `The rule turns packets to ${address}, but no container has that address.`,
    };
  }
  if (isLetThrough) return undefined;
  return {
    ko: 'DNAT 규칙이 목적지를 바꿔도, FORWARD 체인이 통과시키지 않아요.',
    en: 'DNAT turns the packets, but the FORWARD chain does not let them pass.',
  };
}

function commandsOf(seen: Seen, { rule, target }: PublishedPort): LearnerCommand[] {
  const chain = shellWord(rule.chain);
  const place = seen.find(target)?.place;
  const container = place && shellWord(seen.door(place).container ?? '');
  const lines = [
    line(['iptables', '-t', rule.table, '-S', chain]),
    line(['iptables', '-t', rule.table, '-vnL', chain]),
    'iptables -S FORWARD',
    line(['docker', 'port', container]),
  ];
  return lines.filter((text) => text !== undefined).map((text) => ({ machine: 'host', text }));
}
