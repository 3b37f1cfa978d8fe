import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { pictureOf } from '../../../labs/core/picture/picture-of.ts';
import type { Observation } from '../../../sandbox/observation.ts';
import { drawNetwork } from '../../../server/cli/drawing/draw-network.ts';
import { cells } from '../../../server/cli/drawing/span.ts';
import { withHostileNames } from '../../labs/hostile.ts';
import { changed, host, hostLink, portOf, rules, scene, withShop } from '../../labs/scenes.ts';

const curled = scene('after-client-curl-8080');

function drawing(observation: Observation, width = 120, locale: 'ko' | 'en' = 'en'): string {
  return drawNetwork(pictureOf(observation), { say: (text) => text[locale], width, hasColours: false });
}

function lineWith(text: string, part: string): string {
  return text.split('\n').find((line) => line.includes(part)) ?? '';
}

describe('The network as text', () => {
  test('has the client above the host, and each container beside its plug', () => {
    const text = drawing(curled);
    expect(text.indexOf('┌ client')).toBeLessThan(text.indexOf('┌ host'));
    expect(text).toContain('eth0  192.168.0.2/24  ↓49 ↑62');
    expect(text).toContain('▣ docker0  172.17.0.1/16');
    expect(lineWith(text, portOf(curled, 'web'))).toMatch(/├─ veth\w+ +├────┤ eth0 {2}172\.17\.0\.2\/16/);
    expect(lineWith(text, portOf(curled, 'exporter'))).toMatch(/└─ veth\w+ +├────┤ eth0 {2}172\.17\.0\.3\/16/);
    expect(text).toContain('┌ web · nginx');
    expect(drawing(withShop(curled))).toContain('▣ br-0123456789ab (shop)');
  });

  test('leads a published port through DNAT to its container, and says where it ends otherwise', () => {
    expect(drawing(curled)).toContain(':8080/tcp ─DNAT→ 172.17.0.3:8080 exporter  (3)');
    const astray = changed(curled, (machine) => {
      for (const rule of rules(machine, 'nat', 'DNAT')) rule.toDestination = '172.17.0.99:80';
    });
    expect(drawing(astray)).toContain('172.17.0.99:80 ✕ nobody has this address');
    const shut = changed(curled, (machine) => {
      const chains = host(machine).tables.flatMap((table) => table.chains);
      for (const chain of chains) chain.rules = chain.rules.filter(({ target }) => target !== 'ACCEPT');
    });
    expect(drawing(shut)).toContain('exporter ✕ stopped by FORWARD');
  });

  test('marks what is broken where it is, and says so in a sentence of either language', () => {
    const down = scene('veth-down');
    const port = portOf(down, 'box');
    expect(lineWith(drawing(down), `─ ${port}`)).toMatch(/✕ +├─✕──┤ eth0 {2}172\.17\.0\.4\/16 ✕/);
    expect(drawing(down)).toContain(`✕ host ${port}: This veth is down`);
    expect(drawing(down, 120, 'ko')).toContain(`✕ host ${port}: 이 veth가 꺼져(DOWN) 있어서`);
    expect(lineWith(drawing(scene('docker0-deleted')), '· veth')).toMatch(/· veth\w+ ✕ +├────┤ eth0/);
  });

  test('shows what has no cable below the host, and who shares the host', () => {
    expect(drawing(scene('container-network-none'))).toMatch(/┌ lonely[\s\S]*│ lo {2}127\.0\.0\.1\/8/);
    expect(drawing(scene('container-network-host'))).toContain('shared by: housemate');
    expect(drawing(scene('dockerd-killed'), 120, 'ko')).toContain('Docker가 응답하지 않아서');
  });

  test('leaves counters out where the terminal is narrow, and cuts what is wider still', () => {
    const text = drawing(curled, 80);
    expect(text).not.toContain('↓');
    expect(text).not.toContain('…');
    const narrow = drawing(curled, 60).split('\n');
    expect(Math.max(...narrow.map(cells))).toBeLessThanOrEqual(60);
    expect(narrow.join('')).toContain('…');
  });

  test('keeps its edges straight with names as wide as Hangul', () => {
    const korean = changed(curled, (machine) => {
      Object.assign(hostLink(machine, portOf(machine, 'web')), { name: '브이이더' });
    });
    const cable = (name: string) => cells(lineWith(drawing(korean), name).split('├────┤')[0] ?? '');
    expect(cable('브이이더')).toBe(cable(portOf(korean, 'exporter')));
  });

  test('has colours only where they are asked for, and never an escape of the machine’s own', () => {
    const picture = pictureOf(withHostileNames(curled));
    const plain = drawNetwork(picture, { say: ({ en }) => en, width: 100, hasColours: false });
    expect(plain).not.toContain('\u001b');
    const coloured = drawNetwork(picture, { say: ({ en }) => en, width: 100, hasColours: true });
    expect(coloured).not.toBe(plain);
    const stripped = stripVTControlCharacters(coloured).split('\n');
    expect(stripped.map((line) => line.trimEnd()).join('\n')).toBe(plain);
  });

  test('of 1,000 interfaces says how many are left out', () => {
    const crowded = changed(curled, (machine) => {
      const pattern = hostLink(machine, portOf(machine, 'web'));
      const copies = Array.from({ length: 1000 }, (_, at) => ({ ...pattern, index: 1000 + at, name: `v${at}` }));
      host(machine).links.push(...copies);
    });
    const text = drawing(crowded);
    expect(text).toContain('… and 942 more');
    expect(text.split('\n').length).toBeLessThan(1200);
  });
});

describe('Cells', () => {
  test('are two for Hangul and Han, one for letters and lines, none for combining marks', () => {
    expect([cells('한글'), cells('abc─'), cells('漢'), cells('e\u0301')]).toEqual([4, 4, 2, 1]);
  });
});
