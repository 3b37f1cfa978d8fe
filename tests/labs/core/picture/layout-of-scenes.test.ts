import { describe, expect, test } from 'vitest';
import { type Layout, layOut } from '../../../../labs/core/picture/layout.ts';
import { pictureOf } from '../../../../labs/core/picture/picture-of.ts';
import { type Scene, scene } from '../../scenes.ts';
import { kept } from './made-up.ts';

describe('The layout of a real machine', () => {
  const history: readonly Scene[] = [
    'fresh-machine',
    'nginx-default-bridge',
    'nginx-unpublished-exporter-published-8080',
    'after-client-curl-8080',
    'two-containers-after-ping',
    'veth-detached-from-docker0',
    'veth-down',
  ];

  test('stays put through a whole lab; a veth that is pulled out leaves its bridge and comes back', () => {
    const pictures = history.map((name) => pictureOf(scene(name)));
    const layouts: Layout[] = [];
    for (const picture of pictures) layouts.push(layOut(picture, layouts.at(-1)));
    layouts.slice(1).forEach((layout, at) => {
      const { was, is } = kept(layouts[at] as Layout, layout, 'places');
      expect(is).toEqual(was);
    });
    const [together, apart, again] = layouts.slice(-3);
    const pulled =
      pictures[5]?.places.flatMap(({ interfaces }) => interfaces).find(({ trouble }) => trouble !== undefined)?.id ?? '';
    expect(apart?.interfaces.get(pulled)?.x).toBeGreaterThan(together?.interfaces.get(pulled)?.x ?? 0);
    expect(again?.interfaces.get(pulled)).toEqual(together?.interfaces.get(pulled));
  });

  test('leads a published port from what faces outside to the plug of its container', () => {
    const picture = pictureOf(scene('after-client-curl-8080'));
    const layout = layOut(picture);
    const [publication] = picture.publications;
    const arrow = layout.publications.get(publication?.id ?? '');
    const target = layout.interfaces.get(publication?.target ?? '');
    expect(arrow?.points.at(-1)).toEqual({ x: target?.x, y: (target?.y ?? 0) + (target?.height ?? 0) / 2 });
  });

  test('ends a published port that leads to nobody at its label, and one that FORWARD stops at the bridge', () => {
    const picture = pictureOf(scene('after-client-curl-8080'));
    const endOf = (change: object) => {
      const layout = layOut({ ...picture, publications: picture.publications.map((each) => ({ ...each, ...change })) });
      const [arrow] = layout.publications.values();
      return { x: arrow?.points.at(-1)?.x, label: arrow?.label, bridges: layout };
    };
    const nobody = endOf({ target: undefined });
    expect(nobody.x).toBe((nobody.label?.x ?? 0) + (nobody.label?.width ?? 0));
    const docker0 = picture.places.flatMap(({ interfaces }) => interfaces).find(({ kind }) => kind === 'bridge')?.id ?? '';
    const stopped = endOf({ isLetThrough: false });
    expect(stopped.x).toBe(stopped.bridges.interfaces.get(docker0)?.x);
  });
});
