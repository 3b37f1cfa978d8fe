import { describe, expect, test } from 'vitest';
import { MapFeed, type Moment } from '../../../app/_map/map-feed.ts';
import { type Colours, mapSvg, SVG_COLOURS } from '../../../app/_map/map-svg.ts';
import type { Observation } from '../../../sandbox/observation.ts';
import { changed, scene } from '../../labs/scenes.ts';

const COLOURS = Object.fromEntries(SVG_COLOURS.map((name) => [name, `#${name.length}${name.length}`])) as Colours;

function momentOf(observation: Observation): Moment {
  const feed = new MapFeed();
  feed.receive(observation);
  const [moment] = feed.state.moments;
  if (moment === undefined) throw new Error('nothing was seen');
  return moment;
}

describe('The map as a saved picture', () => {
  test('holds the names of all that is drawn', () => {
    const svg = mapSvg(momentOf(scene('two-containers-after-ping')), COLOURS);
    for (const name of ['client', 'host', 'docker0', 'eth0']) expect(svg).toContain(name);
  });

  test('shows a hostile name as text', () => {
    const hostile = changed(scene('nginx-default-bridge'), ({ docker }) => {
      if (docker.state === 'running') for (const container of docker.containers) container.name = `"><script>&'`;
    });
    const svg = mapSvg(momentOf(hostile), COLOURS);
    expect(svg).not.toContain('<script');
    expect(svg).toContain('&quot;&gt;&lt;script&gt;&amp;&#39;');
  });

  test('marks what is broken in the colour for that', () => {
    const whole = mapSvg(momentOf(scene('nginx-default-bridge')), { ...COLOURS, bad: '#b00' });
    const broken = mapSvg(momentOf(scene('veth-detached-from-docker0')), { ...COLOURS, bad: '#b00' });
    expect(whole).not.toContain('#b00');
    expect(broken).toContain('#b00');
  });
});
