import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explain } from '../../../../labs/core/picture/facts.ts';
import { shellWord } from '../../../../labs/core/picture/learner-command.ts';
import { pictureOf } from '../../../../labs/core/picture/picture-of.ts';
import type { Observation } from '../../../../sandbox/observation.ts';
import { withHostileNames } from '../../hostile.ts';
import { changed, containers, host, hostLink, portOf, scene } from '../../scenes.ts';

const curled = scene('after-client-curl-8080');

function idOf(observation: Observation, place: string, name?: string): string {
  const found = pictureOf(observation).places.find((each) => each.name === place);
  const id = name === undefined ? found?.id : found?.interfaces.find((each) => each.name === name)?.id;
  if (id === undefined) throw new Error(`no ${name} in ${place}`);
  return id;
}

/** The explanation in short: English labels with their values, and the commands. */
function told(observation: Observation, id: string) {
  const explanation = explain(observation, id);
  if (explanation === undefined) throw new Error(`nothing is known of ${id}`);
  return {
    ...explanation,
    facts: Object.fromEntries(explanation.facts.map(({ label, value }) => [label.en, value.en])),
    commands: explanation.commands.map(({ machine, text }) => `${machine}: ${text}`),
  };
}

describe('What is known', () => {
  test('of a bridge: its address, what is plugged in, its Docker network, and brctl first', () => {
    const { facts, commands } = told(curled, idOf(curled, 'host', 'docker0'));
    expect(facts).toMatchObject({ Kind: 'bridge', State: 'up', Addresses: '172.17.0.1/16', 'Docker network': 'bridge' });
    expect(facts['Plugged in']).toContain(portOf(curled, 'web'));
    expect(commands[0]).toBe('host: brctl show docker0');
    expect(commands).toContain('host: docker network inspect bridge');
  });

  test('of a plug: its bridge and its other end', () => {
    const name = portOf(curled, 'web');
    const { facts, commands } = told(curled, idOf(curled, 'host', name));
    expect(facts).toMatchObject({ Kind: 'veth', 'Plugged into': 'docker0', 'Other end': 'eth0 of web', 'Index (ifindex)': '5' });
    expect(commands[0]).toBe(`host: ip -d link show ${name}`);
  });

  test('of an interface inside a container, with commands that even busybox understands', () => {
    const { facts, commands } = told(curled, idOf(curled, 'exporter', 'eth0'));
    expect(facts).toMatchObject({ Addresses: '172.17.0.3/16', 'Packets received': '55', 'Packets sent': '49' });
    expect(commands).toEqual([
      'host: docker exec exporter ip addr show eth0',
      'host: docker exec exporter cat /sys/class/net/eth0/iflink',
    ]);
  });

  test('of the client, in its own terminal', () => {
    const { facts, commands } = told(curled, idOf(curled, 'client'));
    expect(facts).toMatchObject({ Addresses: expect.stringContaining('192.168.0.2/24'), 'Default gateway': '192.168.0.10' });
    expect(commands).toEqual(['client: ip addr', 'client: ip route']);
  });

  test('of the host and of a container', () => {
    expect(told(curled, idOf(curled, 'host')).facts).toMatchObject({
      'Forwarding (ip_forward)': 'on',
      'Listening on': '8080/tcp',
    });
    const { facts, commands } = told(curled, idOf(curled, 'web'));
    expect(facts).toMatchObject({ Image: 'nginx', 'Listening on': '80/tcp', 'Default gateway': '172.17.0.1' });
    expect(commands).toContain('host: docker exec web ip addr');
  });

  test('of a namespace made by hand, and of a container that Docker does not name now', () => {
    const named = changed(scene('container-network-none'), (machine) => {
      containers(machine).length = 0;
      for (const each of machine.namespaces)
        if (each.role === 'container') Object.assign(each, { role: 'named', names: ['blue'] });
    });
    expect(told(named, idOf(named, 'blue')).commands[0]).toBe('host: ip netns exec blue ip addr');
    const silent = scene('dockerd-killed');
    expect(told(silent, idOf(silent, 'nginx')).commands[0]).toMatch(/^host: nsenter -t \d+ -n ip addr$/);
  });

  test('of a wire: both ends and how many packets went each way', () => {
    const wire = pictureOf(curled).wires.find(({ ends }) => ends.includes(idOf(curled, 'client', 'eth0')));
    const { facts, title } = told(curled, wire?.id ?? '');
    expect(title.en).toMatch(/eth0 of (client|host) ↔ eth0 of (client|host)/);
    expect(facts).toMatchObject({ State: 'connected', 'From eth0 of client': '62', 'From eth0 of host': '49' });
  });

  test('of a published port: its rule, and what is wrong where it leads to nobody', () => {
    const [publication] = pictureOf(curled).publications;
    const { facts, commands, trouble } = told(curled, publication?.id ?? '');
    expect(facts).toMatchObject({
      'Port of the host': '8080/tcp',
      Container: 'eth0 of exporter',
      'FORWARD chain': 'lets it pass',
    });
    expect(facts.Rule).toContain('-t nat -A DOCKER ! -i docker0 -p tcp');
    expect(commands).toEqual(expect.arrayContaining(['host: iptables -t nat -S DOCKER', 'host: docker port exporter']));
    expect(trouble).toBeUndefined();
    const alone = changed(curled, (machine) => {
      machine.namespaces = machine.namespaces.filter(({ role }) => role !== 'container');
    });
    expect(told(alone, publication?.id ?? '').trouble?.en).toContain('172.17.0.3');
  });

  test('of trouble, in both languages', () => {
    const detached = scene('veth-detached-from-docker0');
    const { trouble, facts } = told(detached, idOf(detached, 'host', portNameOf(detached)));
    expect(trouble?.ko).toMatch(/꽂혀 있지 않고/);
    expect(facts['Plugged into']).toBe('none');
  });

  test('is nothing of what is gone', () => {
    expect(explain(curled, 'nobody')).toBeUndefined();
  });
});

function portNameOf(observation: Observation): string {
  return (
    host(observation).links.find(({ kind, name, master }) => kind === 'veth' && name !== 'eth0' && master === undefined)?.name ??
    ''
  );
}

describe('A command for a learner', () => {
  test('is none for a name that cannot be typed, and the facts are still there', () => {
    const hostile = withHostileNames(curled);
    const picture = pictureOf(hostile);
    const ids = [...picture.places, ...picture.wires, ...picture.publications].map(({ id }) => id);
    for (const id of [...ids, ...picture.places.flatMap(({ interfaces }) => interfaces.map((each) => each.id))]) {
      const { facts, commands } = told(hostile, id);
      expect(Object.keys(facts).length).toBeGreaterThan(2);
      expect(JSON.stringify({ facts, commands })).not.toMatch(/\\u00|\\n|[\u007f-\u009f]/);
    }
  });

  test('takes a name of any printable characters as one word', () => {
    const names = fc.string({ minLength: 1, maxLength: 15, unit: fc.constantFrom(...'abz019 $`\'"\\;&|<>(){}*?!~#-_.@') });
    fc.assert(
      fc.property(names, (name) => {
        const word = shellWord(name);
        if (word === undefined) expect(name).toMatch(/^-/);
        else expect(execFileSync('sh', ['-c', `printf %s ${word}`], { encoding: 'utf8' })).toBe(name);
      }),
      { numRuns: 40 },
    );
  });

  test('quotes the name of an interface that a shell would take apart', () => {
    const odd = changed(curled, (machine) => {
      Object.assign(hostLink(machine, portOf(machine, 'web')), { name: 'a;reboot' });
    });
    expect(told(odd, idOf(odd, 'host', 'a;reboot')).commands[0]).toBe("host: ip -d link show 'a;reboot'");
  });
});
