import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MapFeed, type Moment } from '../../../app/_map/map-feed.ts';
import { type Colours, mapSvg, SVG_COLOURS } from '../../../app/_map/map-svg.ts';
import { packetEnds } from '../../../app/_map/packet-ends.ts';
import { mapTexts } from '../../../app/_text/map.ts';
import { followPacket } from '../../../labs/core/packet/follow-packet.ts';
import { explain } from '../../../labs/core/picture/facts.ts';
import { type Observation, observationSchema } from '../../../sandbox/observation.ts';
import { drawNetwork } from '../../../server/cli/drawing/draw-network.ts';
import { openPorts } from '../../../server/preview/open-ports.ts';
import { type Scene, scene } from '../../labs/scenes.ts';

/** What somebody with root on the machine may put where a name belongs. */
const TEXTS = [
  '<img src=x onerror=alert(1)>',
  '"><script>alert(1)</script>',
  ']]>&#x27;&lt;',
  '\u001b]0;title\u0007\u001b[2J\u001b[31m',
  '\u001b]8;;javascript:alert(1)\u001b\\here\u001b]8;;\u001b\\',
  '\u001bPq#0~\u001b\\\u009b6n\u0090',
  'a\nb\r\tc\u0000d\u2028e\u2029',
  '\u202egnp.exe\u2066\u200b\ufeff',
  '\ud800 and \udfff',
  'Z\u0300\u0301\u0302'.repeat(60),
  'long '.repeat(100),
  '{name} {count} %s $& $1',
  '`code` **bold** [link](javascript:alert(1))',
  "'; rm -rf / #",
  '--help',
  '__proto__',
  'constructor',
  '한글 이름 👩‍👩‍👧',
  '',
] as const;
const NAMED = [
  'container',
  'name',
  'names',
  'image',
  'command',
  'spec',
  'inInterface',
  'outInterface',
  'networkMode',
  'target',
  'toDestination',
  'destinationPort',
];
const NUMBERS = [0, -1, 1, 2, 3, 80, 8080, 65_535, 65_536, 2 ** 31, Number.MAX_SAFE_INTEGER] as const;
const SCENES: readonly Scene[] = [
  'after-client-curl-8080',
  'nginx-unpublished-exporter-published-8080',
  'container-network-host',
  'container-network-none',
  'docker0-deleted',
  'dockerd-killed',
  'two-containers-after-ping',
  'veth-down',
];
/** Controls, invisible signs that turn a line around, halves of characters, and ends of lines. */
const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}]/u;
const COLOURS = Object.fromEntries(SVG_COLOURS.map((name) => [name, '#123'])) as Colours;
/** The kernel gives bytes, and the observer writes them down. */
const WRITTEN_BY_US = new Set(['mac', 'address', 'gateway', 'destination', 'source']);
const MOST_QUESTIONS = 6;

type Leaf = { readonly holder: Record<string, unknown>; readonly key: string };

/** Every text, number and truth in an observation. */
function leavesOf(holder: Record<string, unknown>): Leaf[] {
  return Object.keys(holder).flatMap((key) => {
    const value = holder[key];
    return typeof value === 'object' && value !== null ? leavesOf(value as Record<string, unknown>) : [{ holder, key }];
  });
}

interface Change {
  readonly at: number;
  readonly text: string;
  readonly number: number;
  readonly isGone: boolean;
}

/** Changes one leaf, unless the schema would not let the result through: a page never gets to see that. */
function change(machine: Observation, { at, text, number, isGone }: Change): void {
  const leaves = leavesOf(machine as unknown as Record<string, unknown>);
  const leaf = leaves[at % leaves.length];
  if (leaf === undefined) return;
  const { holder, key } = leaf;
  const before = holder[key];
  if (isGone) delete holder[key];
  else if (typeof before === 'string') holder[key] = WRITTEN_BY_US.has(key) ? before : text;
  else if (typeof before === 'number') holder[key] = number;
  else holder[key] = !before;
  if (!observationSchema.safeParse(machine).success) holder[key] = before;
}

/** Calls everything of some kinds the same: all containers, say, or all interfaces and chains. */
function rename(machine: Observation, kinds: readonly string[], text: string): void {
  for (const { holder, key } of leavesOf(machine as unknown as Record<string, unknown>)) {
    // A table's name is one of five.
    if ('chains' in holder) continue;
    if (kinds.includes(key) && typeof holder[key] === 'string') holder[key] = `${String(holder[key]).slice(0, 3)}${text}`;
  }
  for (const namespace of machine.namespaces) if (kinds.includes('names')) namespace.names = [text, `${text}2`];
}

const hostileMachines = fc.record({
  name: fc.constantFrom(...SCENES),
  kinds: fc.subarray(NAMED),
  text: fc.constantFrom(...TEXTS),
  changes: fc.array(
    fc.record({ at: fc.nat(), text: fc.constantFrom(...TEXTS), number: fc.constantFrom(...NUMBERS), isGone: fc.boolean() }),
    { maxLength: 15 },
  ),
});
const machines = hostileMachines.map(({ name, kinds, text, changes }) => {
  const machine = structuredClone(scene(name));
  for (const each of changes) change(machine, each);
  rename(machine, kinds, text);
  if (machine.docker.state === 'running' && kinds.includes('container')) {
    for (const container of machine.docker.containers) container.name = text;
  }
  return observationSchema.parse(machine);
});

function momentOf(observation: Observation): Moment {
  const feed = new MapFeed();
  feed.receive(observation);
  const [moment] = feed.state.moments;
  if (moment === undefined) throw new Error('nothing was seen');
  return moment;
}

/** Every text in a value, keys and ids left out: they are never shown. */
function shownIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    /^(id|namespaceId|peer|ends|bridge|target)$/.test(key) ? [] : shownIn(part),
  );
}

describe('A machine whose root wants to do harm', { timeout: 60_000 }, () => {
  test('is drawn, explained and listed as plain text, whatever it calls its things', () => {
    fc.assert(
      fc.property(machines, (observation) => {
        const moment = momentOf(observation);
        const { picture } = moment;
        const ids = [...picture.places, ...picture.wires, ...picture.publications].map(({ id }) => id);
        ids.push(...picture.places.flatMap(({ interfaces }) => interfaces.map(({ id }) => id)));
        const shown = [picture, ...ids.map((id) => explain(observation, id))].flatMap(shownIn);
        expect(shown.filter((text) => UNPRINTABLE.test(text))).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  test('is saved as a picture of shapes and texts, nothing else', () => {
    fc.assert(
      fc.property(machines, (observation) => {
        const svg = mapSvg(momentOf(observation), { text: mapTexts.ko, colours: COLOURS });
        expect(svg.replaceAll('\n', '')).not.toMatch(UNPRINTABLE);
        const tags = new Set([...svg.matchAll(/<\/?([^\s/>]*)/g)].map(([, tag]) => tag));
        expect(
          [...tags].filter((tag) => !['svg', 'title', 'desc', 'rect', 'path', 'text', 'g', 'tspan'].includes(tag ?? '')),
        ).toEqual([]);
        expect(svg).not.toMatch(/NaN|undefined/);
      }),
      { numRuns: 400 },
    );
  });

  test('is drawn in a terminal without a control character', () => {
    fc.assert(
      fc.property(machines, (observation) => {
        const { picture } = momentOf(observation);
        for (const locale of ['ko', 'en'] as const) {
          const text = drawNetwork(picture, { say: (both) => both[locale], width: 100, hasColours: false });
          expect(text.replaceAll('\n', '')).not.toMatch(UNPRINTABLE);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('has packets followed through it to an end that is told in plain words', () => {
    fc.assert(
      fc.property(machines, (observation) => {
        const { sources, targets } = packetEnds(observation);
        const questions = sources.flatMap(({ id }) => targets.map(({ question }) => ({ ...question, from: id })));
        const walks = questions.slice(0, MOST_QUESTIONS).map((question) => followPacket(observation, question));
        const said = [sources.map(({ says }) => says), targets.map(({ says }) => says), walks.map(({ reason }) => reason)];
        const told = walks.flatMap(({ hops }) => hops.flatMap(({ says, decidedBy }) => [says, decidedBy]));
        expect([...said, told].flatMap(shownIn).filter((text) => UNPRINTABLE.test(text))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  test('has its open ports listed by names of one plain line', () => {
    fc.assert(
      fc.property(machines, (observation) => {
        const names = openPorts(observation).map(({ container }) => container ?? '');
        expect(names.filter((name) => UNPRINTABLE.test(name) || name.length > 80)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});
