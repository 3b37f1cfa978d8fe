import { describe, expect, test } from 'vitest';
import { earlierMoments } from '../../../app/_map/earlier-moments.ts';
import { MapFeed } from '../../../app/_map/map-feed.ts';
import type { Observation } from '../../../sandbox/observation.ts';
import { readFilm } from '../../../server/protocol/film.ts';
import { changed, scene } from '../../labs/scenes.ts';

const QUIET = scene('two-containers-after-ping');

function withTraffic(observation: Observation, packets: number): Observation {
  return changed(observation, ({ namespaces }) => {
    for (const link of namespaces.flatMap(({ links }) => links)) link.counters.txPackets += packets;
  });
}

function withBridge(observation: Observation, name: string): Observation {
  return changed(observation, ({ namespaces }) => {
    const host = namespaces.find(({ role }) => role === 'host');
    const docker0 = host?.links.find((link) => link.name === 'docker0');
    if (host && docker0) host.links.push({ ...structuredClone(docker0), name, index: 900 + host.links.length });
  });
}

function fed(...observations: (Observation | undefined)[]): MapFeed {
  const feed = new MapFeed();
  for (const observation of observations) feed.receive(observation);
  return feed;
}

describe('MapFeed', () => {
  test('keeps one moment while only counters grow, and tells what has passed', () => {
    const { moments } = fed(QUIET, withTraffic(QUIET, 2)).state;
    expect(moments).toHaveLength(1);
    const flows = moments[0]?.flows ?? [];
    expect(flows.length).toBeGreaterThan(0);
    expect(flows.filter(({ kind }) => kind === 'wire').every(({ packets }) => packets === 2)).toBe(true);
  });

  test('keeps the layout object while only counters grow', () => {
    const feed = fed(QUIET);
    const before = feed.state.moments[0]?.layout;
    feed.receive(withTraffic(QUIET, 1));
    expect(feed.state.moments[0]?.layout).toBe(before);
  });

  test('remembers each moment that differs, the oldest first', () => {
    const { moments } = fed(QUIET, withBridge(QUIET, 'br1'), QUIET).state;
    const counts = moments.map(({ picture }) => picture.places.flatMap(({ interfaces }) => interfaces).length);
    expect(counts).toEqual([counts[0], (counts[0] ?? 0) + 1, counts[0]]);
  });

  test('forgets the oldest moments when there are too many', () => {
    const two = [QUIET, withBridge(QUIET, 'br1')];
    const { moments } = fed(...Array.from({ length: 400 }, (_, at) => two[at % 2])).state;
    expect(moments).toHaveLength(300);
  });

  test('says so, and goes on, where no picture can be made of what it was given', () => {
    const broken = { ...QUIET, namespaces: undefined } as unknown as Observation;
    const feed = fed(QUIET, broken);
    expect(feed.state.isUnreadable).toBe(true);
    expect(feed.state.moments).toHaveLength(1);
    feed.receive(withTraffic(QUIET, 1));
    expect(feed.state.isUnreadable).toBe(false);
  });

  test('keeps what it last understood when an observation is beyond it, until it understands one again', () => {
    const feed = fed(QUIET, undefined);
    expect(feed.state.isUnreadable).toBe(true);
    expect(feed.state.moments).toHaveLength(1);
    feed.receive(QUIET);
    expect(feed.state.isUnreadable).toBe(false);
  });

  test('tells its listeners, until they leave', () => {
    const feed = new MapFeed();
    let calls = 0;
    const leave = feed.subscribe(() => {
      calls += 1;
    });
    feed.receive(QUIET);
    leave();
    feed.receive(QUIET);
    expect(calls).toBe(1);
  });
});

describe('What was recorded before a page came', () => {
  const filmOf = (...seen: unknown[]) => readFilm(seen.map((each, at) => JSON.stringify([at, 's', each])).join('\n'));

  test('is put before what the page has seen, and what is there keeps its place', async () => {
    const now = { ...withBridge(QUIET, 'br1'), takenAt: 1000 };
    const feed = fed(now);
    const [first] = feed.state.moments;
    if (first === undefined) throw new Error('nothing was seen');
    const film = filmOf(scene('fresh-machine'), { galaxies: [] }, scene('fresh-machine'), QUIET, withTraffic(QUIET, 3), now);
    feed.putBefore(await earlierMoments(film, first, 300));
    const { moments } = feed.state;
    expect(moments.map(({ picture }) => picture.places.length)).toEqual([2, 5, 5]);
    expect(moments.at(-1)).toBe(first);
    const [host] = first.picture.places.filter(({ kind }) => kind === 'host');
    const corners = moments.map(({ layout }) => layout.places.get(host?.id ?? '')).map((box) => `${box?.x} ${box?.y}`);
    expect(new Set(corners.slice(1)).size).toBe(1);
    expect(feed.hasEarlier).toBe(true);
  });

  test('is no more than a page can hold', async () => {
    const now = { ...QUIET, takenAt: 1_000_000 };
    const [first] = fed(now).state.moments;
    if (first === undefined) throw new Error('nothing was seen');
    const film = filmOf(...Array.from({ length: 20 }, (_, at) => withBridge(QUIET, `br${at}`)));
    expect(await earlierMoments(film, first, 5)).toHaveLength(5);
  });
});
