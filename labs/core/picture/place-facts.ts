import type { Namespace } from '../../../sandbox/observation.ts';
import type { LocalText } from '../local-text.ts';
import { shownList, shownName, shownText } from '../wording.ts';
import { type Explanation, facts, labels, same, words } from './fact.ts';
import { commandIn, type LearnerCommand, line, shellWord } from './learner-command.ts';
import type { Place } from './picture.ts';
import type { Seen } from './seen.ts';

/** A container id as `docker ps` prints it. */
const SHORT_ID = 12;
const LONGEST_PROGRAM = 60;

type Pair = readonly [label: LocalText, value: LocalText | string | undefined];

export function placeFacts(seen: Seen, place: Place): Explanation {
  const namespace = seen.namespace(place);
  return {
    title: same(place.name),
    trouble: place.interfaces.find(({ trouble }) => trouble !== undefined)?.trouble?.says,
    facts: facts([
      [labels.kind, words[place.kind]],
      ...containerPairs(place),
      [labels.namespace, `net:[${shownName(place.id)}]`],
      [labels.addresses, addressesOf(place)],
      ...(namespace === undefined ? [] : namespacePairs(place, namespace)),
    ]),
    commands: commandsFor(seen, place),
  };
}

function containerPairs({ kind, containers }: Place): Pair[] {
  const [container, ...sharing] = containers;
  if (kind !== 'container' || container === undefined) return [[labels.sharing, shownList(containers.map(({ name }) => name))]];
  return [
    [labels.image, container.image],
    [labels.container, shownText(container.id.slice(0, SHORT_ID), SHORT_ID)],
    [labels.sharing, shownList(sharing.map(({ name }) => name))],
  ];
}

function namespacePairs({ kind }: Place, namespace: Namespace): Pair[] {
  return [
    [labels.gateway, gatewayOf(namespace)],
    [labels.listening, listeningOf(namespace)],
    [labels.programs, kind === 'namespace' ? programsOf(namespace) : undefined],
    [labels.forwarding, kind === 'host' ? words[namespace.forwarding ? 'on' : 'off'] : undefined],
  ];
}

function addressesOf({ interfaces }: Place): LocalText {
  const own = interfaces.filter(({ kind }) => kind !== 'loopback').flatMap(({ addresses }) => addresses);
  return own.length === 0 ? words.none : shownList(own);
}

function gatewayOf({ routes }: Namespace): LocalText | string {
  const route = routes.find(({ destination, family }) => destination === 'default' && family === 'inet');
  return route === undefined ? words.none : shownName(route.gateway ?? route.type);
}

function listeningOf({ listening }: Namespace): LocalText {
  return shownList([...new Set(listening.map(({ port, protocol }) => `${port}/${protocol}`))]);
}

function programsOf({ processes }: Namespace): string {
  const [first] = processes;
  return first === undefined ? '' : shownText(first.command, LONGEST_PROGRAM);
}

function commandsFor(seen: Seen, place: Place): LearnerCommand[] {
  const door = seen.door(place);
  const own = [...commandIn(door, 'ip addr'), ...commandIn(door, 'ip route')];
  if (place.kind === 'host') return [...own, { machine: 'host', text: 'sysctl net.ipv4.ip_forward' }];
  const inspect = place.kind === 'container' ? line(['docker', 'inspect', shellWord(door.container ?? '')]) : undefined;
  return inspect === undefined ? own : [...own, { machine: 'host', text: inspect }];
}
