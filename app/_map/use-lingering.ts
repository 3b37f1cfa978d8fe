import { useEffect, useRef, useState } from 'react';
import { isStill } from '../_settings/motion.ts';

/** As long as things take to go; `map.css` says the same. */
const LEAVE_MS = 180;

export interface Lingering<Item> {
  readonly item: Item;
  readonly isLeaving: boolean;
}

/** What is there, and for a moment what just went, so that it can be seen to go. */
export function useLingering<Item extends { readonly id: string }>(items: readonly Item[]): readonly Lingering<Item>[] {
  const before = useRef<readonly Item[]>([]);
  const [gone, setGone] = useState<readonly Item[]>([]);
  useEffect(() => {
    const ids = new Set(items.map(({ id }) => id));
    const left = before.current.filter(({ id }) => !ids.has(id));
    before.current = items;
    if (left.length > 0 && !isStill()) setGone(left);
  }, [items]);
  useEffect(() => {
    if (gone.length === 0) return;
    const timer = setTimeout(() => setGone([]), LEAVE_MS);
    return () => clearTimeout(timer);
  }, [gone]);
  const present = new Set(items.map(({ id }) => id));
  return [
    ...gone.filter(({ id }) => !present.has(id)).map((item) => ({ item, isLeaving: true })),
    ...items.map((item) => ({ item, isLeaving: false })),
  ];
}
