import { expect, test } from 'vitest';
import { layOut } from '../../../../labs/core/picture/layout.ts';
import { drawn } from './made-up.ts';

function plugged(count: number, bridge: number) {
  return Array.from({ length: count }, (_, number) => ({ number: number + 100 * bridge, plugs: [bridge] }));
}

test.each([1, 4, 5, 30, 60])('A bridge with %i ports ends above the next one', (count) => {
  const containers = [...plugged(count, 0), ...plugged(2, 1)];
  const machine = drawn({ bridges: [0, 1], containers, pairs: [], dummies: [], published: [], hasClient: true });
  const { interfaces } = layOut(machine);
  const [upper, lower] = ['host/bridge0', 'host/bridge1'].map((id) => interfaces.get(id));
  expect((upper?.y ?? 0) + (upper?.height ?? 0)).toBeLessThan(lower?.y ?? 0);
});
