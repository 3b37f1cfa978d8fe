import type { Link, Namespace, Observation } from '../../../sandbox/observation.ts';
import type { LocalText } from '../local-text.ts';
import { containersIn } from '../network.ts';
import { shownName, shownText } from '../wording.ts';
import type { Hop } from './walk.ts';

type Command = NonNullable<Hop['command']>;

/** What may stand in a command without quotes. Other names are shown, but nobody is to paste them into a shell. */
const PLAIN = /^[\w.:@/-]+$/;

export function isPlain(word: string): boolean {
  return PLAIN.test(word) && !word.startsWith('-');
}

/** A namespace as a sentence names it. In Korean each ends in a vowel, so that particles fit. */
export function placeName(observation: Observation, namespace: Namespace): LocalText {
  const [container] = containersIn(observation, namespace);
  if (namespace.role === 'host') return { en: 'the host', ko: '호스트' };
  if (namespace.role === 'client') return { en: 'the client', ko: '클라이언트' };
  if (container !== undefined) {
    const name = shownName(container.name);
    return { en: `container ${name}`, ko: `${name} 컨테이너` };
  }
  const [name = namespace.id] = namespace.names;
  return { en: `namespace ${shownName(name)}`, ko: `${shownName(name)} 네임스페이스` };
}

/** At the beginning of an English sentence. */
export function atStart(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

export function shownLink({ name }: Pick<Link, 'name'>): string {
  return shownName(name);
}

/** A command that is run in a namespace, from the machine where a learner can type it. */
export function commandIn(observation: Observation, namespace: Namespace, text: string): { readonly command?: Command } {
  if (namespace.role === 'host') return { command: { machine: 'host', text } };
  if (namespace.role === 'client') return { command: { machine: 'client', text } };
  const door = doorTo(observation, namespace);
  return door === undefined ? {} : { command: { machine: 'host', text: `${door} ${text}` } };
}

function doorTo(observation: Observation, namespace: Namespace): string | undefined {
  const container = containersIn(observation, namespace).find(({ name }) => isPlain(name));
  if (container !== undefined) return `nsenter -t $(docker inspect -f '{{.State.Pid}}' ${container.name}) -n`;
  const name = namespace.names.find(isPlain);
  if (name !== undefined) return `ip netns exec ${name}`;
  const [process] = namespace.processes;
  return process && `nsenter -t ${process.pid} -n`;
}

/** A rule, a route or a name of the learner's own making, fit to be shown. */
export function shownFact(text: string): string {
  return shownText(text, 300);
}
