import { changesBetween } from '../../labs/core/picture/changes.ts';
import type { Interface, Picture } from '../../labs/core/picture/picture.ts';

/** Packets that went along a wire or through a published port between two looks at the machine. */
export interface Flow {
  /** Of the wire or of the published port. */
  readonly id: string;
  readonly kind: 'wire' | 'publication';
  /** Whether they went from the first end to the second. */
  readonly isForward: boolean;
  readonly packets: number;
}

/** What the counters say has passed. */
export function flowsBetween(before: Picture, after: Picture): Flow[] {
  const { passages, counted } = changesBetween(before, after);
  const starts = new Map(after.wires.map(({ id, ends }) => [id, ends[0]]));
  const alongWires = passages.map(({ wire, from, packets }) => {
    return { id: wire, kind: 'wire' as const, isForward: starts.get(wire) === from, packets };
  });
  const throughPorts = [...counted].map(([id, packets]) => ({ id, kind: 'publication' as const, isForward: true, packets }));
  return [...alongWires, ...throughPorts];
}

/** Every interface by its id. */
export function interfacesOf({ places }: Picture): ReadonlyMap<string, Interface> {
  return new Map(places.flatMap(({ interfaces }) => interfaces.map((each) => [each.id, each] as const)));
}
