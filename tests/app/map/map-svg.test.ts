import { describe, expect, test } from 'vitest';
import { MapFeed, type Moment } from '../../../app/_map/map-feed.ts';
import { type Colours, mapSvg, SVG_COLOURS } from '../../../app/_map/map-svg.ts';
import { mapTexts } from '../../../app/_text/map.ts';
import type { Observation } from '../../../sandbox/observation.ts';
import { changed, scene } from '../../labs/scenes.ts';

const COLOURS = Object.fromEntries(SVG_COLOURS.map((name) => [name, `#${name.length}${name.length}`])) as Colours;

const text = mapTexts.ko;

function momentOf(observation: Observation): Moment {
  const feed = new MapFeed();
  feed.receive(observation);
  const [moment] = feed.state.moments;
  if (moment === undefined) throw new Error('nothing was seen');
  return moment;
}

describe('The map as a saved picture', () => {
  test('holds the names of all that is drawn', () => {
    const svg = mapSvg(momentOf(scene('two-containers-after-ping')), { text, colours: COLOURS });
    for (const name of ['client', 'host', 'docker0', 'eth0']) expect(svg).toContain(name);
  });

  test('says in words what it shows, to one who cannot see it', () => {
    const svg = mapSvg(momentOf(scene('nginx-unpublished-exporter-published-8080')), { text, colours: COLOURS });
    expect(svg).toContain('<title>네트워크 지도</title>');
    expect(svg).toMatch(/<desc>.*컨테이너 web \(172\.17\.0\.\d+\/16\).*:8080 → 172\.17\.0\.3:8080\..*<\/desc>/);
  });

  test('shows a hostile name as text', () => {
    const hostile = changed(scene('nginx-default-bridge'), ({ docker }) => {
      if (docker.state === 'running') for (const container of docker.containers) container.name = `"><script>&'`;
    });
    const svg = mapSvg(momentOf(hostile), { text, colours: COLOURS });
    expect(svg).not.toContain('<script');
    expect(svg).toContain('&quot;&gt;&lt;script&gt;&amp;&#39;');
  });

  test('marks what is broken in the colour for that', () => {
    const whole = mapSvg(momentOf(scene('nginx-default-bridge')), { text, colours: { ...COLOURS, bad: '#b00' } });
    const broken = mapSvg(momentOf(scene('veth-detached-from-docker0')), { text, colours: { ...COLOURS, bad: '#b00' } });
    expect(whole).not.toContain('#b00');
    expect(broken).toContain('#b00');
  });
});
