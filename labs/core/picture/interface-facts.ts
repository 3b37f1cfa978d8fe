import type { LocalText } from '../local-text.ts';
import { networkOfBridge } from '../network.ts';
import { shownList, shownName } from '../wording.ts';
import { type Explanation, facts, labels, words } from './fact.ts';
import { commandIn, type LearnerCommand, line, shellWord } from './learner-command.ts';
import type { Interface, Place } from './picture.ts';
import type { Seen } from './seen.ts';

interface Found {
  readonly place: Place;
  readonly each: Interface;
}

export function interfaceFacts(seen: Seen, { place, each }: Found): Explanation {
  return {
    title: { ko: `${place.name}의 ${each.name}`, en: `${each.name} of ${place.name}` },
    trouble: each.trouble?.says,
    facts: facts([
      [labels.kind, each.kind === 'other' ? each.kernelKind : words[each.kind]],
      [labels.state, stateOf(place, each)],
      [labels.addresses, each.addresses.length === 0 ? words.none : shownList(each.addresses)],
      [labels.bridge, seen.find(each.bridge)?.each.name ?? (isUnplugged(each) ? words.none : undefined)],
      [labels.ports, each.kind === 'bridge' ? portsOf(place, each) : undefined],
      [labels.network, networkNameOf(seen, { place, each })],
      [labels.peer, endName(seen, each.peer)],
      [labels.mac, each.mac],
      [labels.index, String(each.index)],
      [labels.received, String(each.rxPackets)],
      [labels.sent, String(each.txPackets)],
    ]),
    commands: commandsFor(seen, { place, each }),
  };
}

/** `eth0 of web`: an end of a cable and where it is. */
export function endName(seen: Seen, id: string | undefined): LocalText | undefined {
  const found = seen.find(id);
  return found && { ko: `${found.place.name}의 ${found.each.name}`, en: `${found.each.name} of ${found.place.name}` };
}

/** Commands that show an interface where it lives. What runs in a container may be busybox, whose `ip` knows no `-d`. */
export function commandsFor(seen: Seen, { place, each }: Found): LearnerCommand[] {
  const name = shellWord(seen.link(each.id)?.name ?? '');
  const door = seen.door(place);
  if (place.kind === 'container') {
    const index = each.kind === 'veth' ? line(['cat', name && `/sys/class/net/${name}/iflink`]) : undefined;
    return [...commandIn(door, line(['ip', 'addr', 'show', name])), ...commandIn(door, index)];
  }
  const details = each.kind === 'veth' ? ['ip', '-d', 'link', 'show', name] : ['ip', 'addr', 'show', name];
  const own = [...commandIn(door, line(details)), ...commandIn(door, line(['ip', '-s', 'link', 'show', name]))];
  if (each.kind !== 'bridge') return own;
  return [...commandIn(door, line(['brctl', 'show', name])), ...own, ...inspectNetwork(seen, { place, each })];
}

function inspectNetwork(seen: Seen, found: Found): LearnerCommand[] {
  const text = line(['docker', 'network', 'inspect', shellWord(networkOf(seen, found) ?? '')]);
  return text === undefined ? [] : [{ machine: 'host', text }];
}

/** The Docker network that a bridge of the host belongs to. */
function networkOf(seen: Seen, { place, each }: Found): string | undefined {
  if (place.kind !== 'host' || each.kind !== 'bridge') return undefined;
  const name = seen.link(each.id)?.name;
  return name === undefined ? undefined : networkOfBridge(seen.observation, name)?.name;
}

function networkNameOf(seen: Seen, found: Found): string | undefined {
  const name = networkOf(seen, found);
  return name === undefined ? undefined : shownName(name);
}

function stateOf(place: Place, each: Interface): LocalText {
  if (!each.isUp) return words.down;
  if (each.hasCarrier) return words.up;
  const isIdle = each.kind === 'bridge' && !place.interfaces.some(({ bridge }) => bridge === each.id);
  return isIdle ? words.idleBridge : words.noCarrier;
}

function isUnplugged({ trouble }: Interface): boolean {
  return trouble?.code === 'not-plugged-in';
}

function portsOf({ interfaces }: Place, { id }: Interface): LocalText {
  const names = interfaces.filter(({ bridge }) => bridge === id).map(({ name }) => name);
  return names.length === 0 ? words.none : shownList(names);
}
