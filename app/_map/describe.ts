import type { Interface, Picture, Place, PublishedPort, Wire } from '../../labs/core/picture/picture.ts';
import type { MachineName } from '../_session/machine-name.ts';
import type { MapText } from '../_text/map.ts';
import { interfacesOf } from './flows.ts';

export interface Description {
  readonly title: string;
  readonly trouble: string | undefined;
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  readonly commands: readonly { readonly machine: MachineName; readonly command: string }[];
}

interface Asked {
  readonly id: string;
  readonly text: MapText;
}

/** The facts of whatever has that id on the map; undefined where it is gone. */
export function describe(picture: Picture, { id, text }: Asked): Description | undefined {
  const place = picture.places.find((each) => each.id === id);
  if (place !== undefined) return describePlace(place, text);
  const home = picture.places.find(({ interfaces }) => interfaces.some((each) => each.id === id));
  const own = home?.interfaces.find((each) => each.id === id);
  if (home !== undefined && own !== undefined) return describeInterface(picture, { own, home, text });
  const wire = picture.wires.find((each) => each.id === id);
  if (wire !== undefined) return describeWire(picture, wire, text);
  const port = picture.publications.find((each) => each.id === id);
  return port && describePort(picture, port, text);
}

function describePlace({ kind, name, containers, interfaces }: Place, text: MapText): Description {
  const container = containers[0];
  const command = kind === 'host' || kind === 'client' ? 'ip -br addr' : container && `docker inspect ${word(container.name)}`;
  return {
    title: name,
    trouble: undefined,
    facts: facts([
      [text.table.kind, text.kinds[kind]],
      ...containers.map((each): Fact => [text.kinds.container, `${each.name} (${each.image})`]),
      ...interfaces.map((each): Fact => [each.name, each.addresses.join(' ')]),
    ]),
    commands: command === undefined ? [] : [{ machine: kind === 'client' ? 'client' : 'host', command }],
  };
}

interface Own {
  readonly own: Interface;
  readonly home: Place;
  readonly text: MapText;
}

function describeInterface(picture: Picture, { own, home, text }: Own): Description {
  const all = interfacesOf(picture);
  const { table } = text;
  const kind = own.kind === 'bridge' ? text.kinds.bridge : own.kind === 'other' ? own.kernelKind : own.kind;
  return {
    title: own.name,
    trouble: own.trouble?.says[text.locale],
    facts: facts([
      [table.kind, kind],
      [table.place, home.name],
      [table.addresses, own.addresses.join(' ')],
      ['MAC', own.mac ?? ''],
      [table.bridge, all.get(own.bridge ?? '')?.name ?? ''],
      [table.peer, endName(picture, own.peer)],
      [table.state, own.isUp ? table.up : table.down],
      [table.received, String(own.rxPackets)],
      [table.sent, String(own.txPackets)],
    ]),
    commands: commandsFor(own, home),
  };
}

function commandsFor(own: Interface, home: Place): Description['commands'] {
  const name = word(own.name);
  if (home.kind === 'container') {
    const container = home.containers[0]?.name;
    return container === undefined ? [] : [{ machine: 'host', command: `docker exec ${word(container)} ip addr show ${name}` }];
  }
  if (home.kind === 'namespace')
    return [{ machine: 'host', command: `nsenter --net=/run/netns/${word(home.name)} ip addr show ${name}` }];
  const machine = home.kind;
  const show = { machine, command: `ip -s addr show ${name}` };
  return own.kind === 'bridge' ? [{ machine, command: `brctl show ${name}` }, show] : [show];
}

function describeWire(picture: Picture, { ends, isLive }: Wire, text: MapText): Description {
  const all = interfacesOf(picture);
  const trouble = ends.map((end) => all.get(end)?.trouble).find((each) => each !== undefined);
  const homes = ends.flatMap((end) => picture.places.find(({ interfaces }) => interfaces.some(({ id }) => id === end)) ?? []);
  return {
    title: `${endName(picture, ends[0])} ↔ ${endName(picture, ends[1])}`,
    trouble: trouble?.says[text.locale],
    facts: facts([
      [text.table.kind, 'veth'],
      [text.table.state, isLive ? text.table.up : text.table.down],
    ]),
    commands: homes.flatMap((home) =>
      home.interfaces.filter(({ id }) => ends.includes(id)).flatMap((each) => commandsFor(each, home)),
    ),
  };
}

function describePort(picture: Picture, port: PublishedPort, text: MapText): Description {
  const { table, chain, spec, packets } = port.rule;
  return {
    title: `:${port.hostPort}/${port.protocol}`,
    trouble: undefined,
    facts: facts([
      [text.table.target, `${port.address}:${port.port}`],
      [text.table.place, endName(picture, port.target)],
      [text.table.rule, `-A ${chain} ${spec}`],
      [text.table.packets, String(packets)],
      [text.table.passes, port.isLetThrough ? text.table.yes : text.table.no],
    ]),
    commands: [
      { machine: 'host', command: `iptables -t ${table} -S ${word(chain)}` },
      { machine: 'host', command: `iptables -t ${table} -vnL ${word(chain)}` },
    ],
  };
}

type Fact = readonly [name: string, value: string];

function facts(all: readonly Fact[]): Description['facts'] {
  return all.filter(([, value]) => value !== '').map(([name, value]) => ({ name, value }));
}

function endName(picture: Picture, id: string | undefined): string {
  const home = picture.places.find(({ interfaces }) => interfaces.some((each) => each.id === id));
  const own = home?.interfaces.find((each) => each.id === id);
  return home === undefined || own === undefined ? '' : `${home.name} ${own.name}`;
}

/** A name as a shell takes it: names on the machine are the learner's own, but a copied line must mean only what it says. */
function word(name: string): string {
  return /^[\w.:@-]+$/.test(name) && !name.startsWith('-') ? name : `'${name.replaceAll("'", `'\\''`)}'`;
}
