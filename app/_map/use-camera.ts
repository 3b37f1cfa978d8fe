import { useReactFlow, useStore } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import type { Layout } from '../../labs/core/picture/layout.ts';
import { isStill } from './use-lingering.ts';

/** Text smaller than this cannot be read: what does not fit at this size is reached by moving the map. */
const SMALLEST_FIT = 0.42;
const LARGEST_FIT = 1.15;
const MARGIN = 14;
const TURN_MS = 200;

interface Camera {
  /** Shows everything, or as much as can be read, and again whenever the picture grows. */
  readonly fit: () => void;
  readonly onMoveStart: (event: MouseEvent | TouchEvent | null) => void;
}

/** Keeps the whole picture in sight until a person moves the map; from then on it stays where they put it. */
export function useCamera({ width, height }: Pick<Layout, 'width' | 'height'>): Camera {
  const { setViewport } = useReactFlow();
  const roomWidth = useStore((state) => state.width);
  const roomHeight = useStore((state) => state.height);
  const isSteered = useRef(false);
  const wasShown = useRef(false);

  function show() {
    if (roomWidth === 0 || width === 0) return;
    const whole = Math.min((roomWidth - 2 * MARGIN) / width, (roomHeight - 2 * MARGIN) / height);
    const zoom = Math.min(LARGEST_FIT, Math.max(SMALLEST_FIT, whole));
    const x = Math.max(MARGIN, (roomWidth - width * zoom) / 2);
    const y = Math.max(MARGIN, (roomHeight - height * zoom) / 2);
    void setViewport({ x, y, zoom }, wasShown.current && !isStill() ? { duration: TURN_MS } : {});
    wasShown.current = true;
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: `show` is made anew each time; only sizes matter.
  useEffect(() => {
    if (!isSteered.current) show();
  }, [width, height, roomWidth, roomHeight]);

  return {
    fit() {
      isSteered.current = false;
      show();
    },
    onMoveStart(event) {
      // Moves that the map makes by itself come without an event.
      if (event !== null) isSteered.current = true;
    },
  };
}
