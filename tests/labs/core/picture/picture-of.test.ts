import { describe, expect, test } from 'vitest';
import type { Interface, Picture, Place } from '../../../../labs/core/picture/picture.ts';
import { pictureOf } from '../../../../labs/core/picture/picture-of.ts';
import { withHostileNames } from '../../hostile.ts';
import { changed, host, hostLink, namespaceOf, portOf, rules, type Scene, scene, withShop } from '../../scenes.ts';

const everyScene: readonly Scene[] = [
  'after-client-curl-8080',
  'container-network-host',
  'container-network-none',
  'docker0-deleted',
  'dockerd-killed',
  'fresh-machine',
  'nginx-default-bridge',
  'nginx-unpublished-exporter-published-8080',
  'two-containers-after-ping',
  'veth-detached-from-docker0',
  'veth-down',
];

const published = scene('nginx-unpublished-exporter-published-8080');

function place(picture: Picture, name: string): Place {
  const found = picture.places.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no place ${name}`);
  return found;
}

function inside(picture: Picture, placeName: string, name: string): Interface {
  const found = place(picture, placeName).interfaces.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no interface ${name}`);
  return found;
}

function troubles(picture: Picture): string[] {
  return picture.places.flatMap(({ name, interfaces }) =>
    interfaces.flatMap((each) => (each.trouble ? [`${name} ${each.name} ${each.trouble.code}`] : [])),
  );
}

describe('The picture of a machine', () => {
  test('shows a fresh one: the computer outside, the host, the wire between them, and an idle docker0 as nothing wrong', () => {
    const picture = pictureOf(scene('fresh-machine'));
    expect(picture.places.map(({ kind, name }) => [kind, name])).toEqual([
      ['client', 'client'],
      ['host', 'host'],
    ]);
    expect(inside(picture, 'host', 'docker0')).toMatchObject({ kind: 'bridge', addresses: ['172.17.0.1/16'], hasCarrier: false });
    expect(inside(picture, 'host', 'eth0').peer).toBe(inside(picture, 'client', 'eth0').id);
    expect(picture.wires).toEqual([expect.objectContaining({ isLive: true })]);
    expect(troubles(picture)).toEqual([]);
    expect(picture).toMatchObject({ publications: [], isDockerSilent: false, isTruncated: false });
  });

  test('joins each container to its plug in the bridge', () => {
    const picture = pictureOf(published);
    const plug = inside(picture, 'host', portOf(published, 'web'));
    expect(plug.bridge).toBe(inside(picture, 'host', 'docker0').id);
    expect(plug.peer).toBe(inside(picture, 'web', 'eth0').id);
    expect(place(picture, 'web')).toMatchObject({ kind: 'container', containers: [{ name: 'web', image: 'nginx' }] });
    expect(picture.wires).toHaveLength(3);
  });

  test('names the Docker network beside a bridge that Docker has named by number, and not beside docker0', () => {
    const picture = pictureOf(withShop(published));
    expect(inside(picture, 'host', 'br-0123456789ab').dockerNetwork).toBe('shop');
    expect(inside(picture, 'host', 'docker0').dockerNetwork).toBe(undefined);
  });

  test.each(everyScene)('gives every thing of %s an id of its own, and no reference that leads nowhere', (name) => {
    const picture = pictureOf(scene(name));
    const interfaces = picture.places.flatMap((each) => each.interfaces.map(({ id }) => id));
    const ids = [...picture.places, ...picture.wires, ...picture.publications].map(({ id }) => id).concat(interfaces);
    expect(new Set(ids).size).toBe(ids.length);
    const named = picture.places.flatMap((each) => each.interfaces.flatMap(({ bridge, peer }) => [bridge, peer]));
    const led = [...named, ...picture.wires.flatMap(({ ends }) => ends), ...picture.publications.map(({ target }) => target)];
    expect(interfaces).toEqual(expect.arrayContaining(led.filter((id) => id !== undefined)));
  });

  test('puts a container on the host network into the host', () => {
    const picture = pictureOf(scene('container-network-host'));
    expect(place(picture, 'host').containers).toMatchObject([{ name: 'housemate' }]);
  });

  test('shows a container without a network, alone with its lo', () => {
    const lonely = place(pictureOf(scene('container-network-none')), 'lonely');
    expect(lonely.interfaces.map(({ name }) => name)).toEqual(['lo']);
  });

  test('calls a container by its program while Docker is silent', () => {
    const picture = pictureOf(scene('dockerd-killed'));
    expect(picture.isDockerSilent).toBe(true);
    expect(place(picture, 'nginx')).toMatchObject({ kind: 'container', containers: [] });
  });

  test('shows a namespace made by hand under its name', () => {
    const handMade = changed(published, (machine) => {
      const [link] = structuredClone(host(machine).links);
      const nothing = { routes: [], neighbours: [], listening: [], tables: [], processes: [] };
      const loopback = link && { ...link, up: false, carrier: false, addresses: [] };
      machine.namespaces.push({
        ...nothing,
        id: '77',
        role: 'named',
        names: ['blue'],
        links: loopback ? [loopback] : [],
        forwarding: false,
      });
    });
    const picture = pictureOf(handMade);
    expect(place(picture, 'blue')).toMatchObject({ kind: 'namespace', id: '77' });
    expect(troubles(picture)).toEqual([]);
  });
});

describe('Trouble', () => {
  test('is marked on both ends of a cable with one end down, and names that end at the other one', () => {
    const down = scene('veth-down');
    const picture = pictureOf(down);
    expect(troubles(picture)).toEqual([`host ${portOf(down, 'box')} down`, 'box eth0 no-carrier']);
    expect(inside(picture, 'box', 'eth0').trouble?.says.en).toContain(portOf(down, 'box'));
  });

  test('is marked on a veth that is plugged into nothing', () => {
    expect(troubles(pictureOf(scene('veth-detached-from-docker0')))).toEqual([
      expect.stringMatching(/^host veth\w+ not-plugged-in$/),
    ]);
    expect(troubles(pictureOf(scene('docker0-deleted')))).toEqual([expect.stringMatching(/^host veth\w+ not-plugged-in$/)]);
  });

  test('is not an unplugged veth with an address or a route of its own', () => {
    const routed = changed(scene('veth-detached-from-docker0'), (machine) => {
      const loose = host(machine).links.find(
        ({ kind, master, name }) => kind === 'veth' && master === undefined && name !== 'eth0',
      );
      host(machine).routes.push({ family: 'inet', destination: '172.17.0.4', link: loose?.index ?? 0, type: 'unicast' });
    });
    expect(troubles(pictureOf(routed))).toEqual([]);
  });

  test('is a plug whose other end nobody sees, unless the observation was cut', () => {
    const cut = changed(published, (machine) => {
      machine.namespaces = machine.namespaces.filter((each) => each.id !== namespaceOf(machine, 'web').id);
    });
    expect(troubles(pictureOf(cut))).toEqual([`host ${portOf(published, 'web')} no-peer`]);
    expect(troubles(pictureOf({ ...cut, truncated: true }))).toEqual([]);
  });

  test('is not a tunnel device that the kernel lays in every namespace', () => {
    const tunnels = changed(published, (machine) => {
      host(machine).links.push({ ...hostLink(machine, 'lo'), index: 90, name: 'tunl0', kind: 'ipip', up: false, addresses: [] });
    });
    expect(troubles(pictureOf(tunnels))).toEqual([]);
    expect(inside(pictureOf(tunnels), 'host', 'tunl0')).toMatchObject({ kind: 'other', kernelKind: 'ipip' });
  });
});

describe('A hostile machine', () => {
  test('brings no control character into the picture', () => {
    const hostile = changed(withHostileNames(scene('after-client-curl-8080')), (machine) => {
      for (const namespace of machine.namespaces) namespace.names = ['\u001b]0;x\u0007'];
      for (const rule of rules(machine, 'nat', 'DNAT')) rule.spec += ' --comment "\u001b[2J"'.repeat(100);
    });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
    expect(JSON.stringify(pictureOf(hostile))).not.toMatch(/\\u00[01]|[\u0000-\u001f\u007f-\u009f]/);
  });

  test('with 1,000 interfaces is drawn as well', () => {
    const crowded = changed(published, (machine) => {
      const pattern = hostLink(machine, 'eth0');
      const copies = Array.from({ length: 1000 }, (_, index) => ({
        ...pattern,
        index: 1000 + index,
        name: `v${index}`,
        master: 3,
      }));
      host(machine).links.push(...copies);
      machine.truncated = true;
    });
    const picture = pictureOf(crowded);
    expect(place(picture, 'host').interfaces.length).toBeGreaterThan(1000);
    expect(picture.isTruncated).toBe(true);
  });

  test('that names an interface twice, or a cable that ends in itself, gives neither to the picture twice', () => {
    const odd = changed(scene('fresh-machine'), (machine) => {
      const eth0 = hostLink(machine, 'eth0');
      Object.assign(eth0, { peer: { namespaceId: host(machine).id, index: eth0.index } });
      host(machine).links.push(structuredClone(eth0));
    });
    const picture = pictureOf(odd);
    expect(place(picture, 'host').interfaces).toHaveLength(3);
    expect(picture.wires).toHaveLength(1);
  });
});
