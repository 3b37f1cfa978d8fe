import { useReactFlow, useStore } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import type { Layout } from '../../labs/core/picture/layout.ts';
import type { Box, Point } from '../../labs/core/picture/layout-boxes.ts';
import { isStill } from './use-lingering.ts';

/** Text smaller than this cannot be read: what does not fit at this size is reached by moving the map. */
const SMALLEST_FIT = 0.42;
const LARGEST_FIT = 1.15;
const MARGIN = 14;
/** Who stands so near to the edge does not see what is beside them. */
const EDGE = 48;
const TURN_MS = 200;
/** One who follows a packet reads what it passes. */
const LEAST_WHILE_FOLLOWING = 0.8;

interface Camera {
  /** Shows everything, or as much as can be read, and again whenever the picture grows. */
  readonly fit: () => void;
  /** Goes to a point that is out of sight, or at its edge. */
  readonly reveal: (point: Point | undefined) => void;
  readonly onMoveStart: (event: MouseEvent | TouchEvent | null) => void;
}

/**
 * Keeps the whole picture in sight until a person moves the map; from then on it stays where they put it. `spot`, where a followed
 * packet is, is gone along with wherever it is out of sight or too small to be read.
 */
export function useCamera({ width, height }: Pick<Layout, 'width' | 'height'>, spot: Box | undefined): Camera {
  const { setViewport, getViewport, setCenter } = useReactFlow();
  const roomWidth = useStore((state) => state.width);
  const roomHeight = useStore((state) => state.height);
  const isSteered = useRef(false);
  const wasShown = useRef(false);
  const wasFollowing = useRef(false);

  function show() {
    if (roomWidth === 0 || width === 0) return;
    const whole = Math.min((roomWidth - 2 * MARGIN) / width, (roomHeight - 2 * MARGIN) / height);
    const zoom = Math.min(LARGEST_FIT, Math.max(SMALLEST_FIT, whole));
    const x = Math.max(MARGIN, (roomWidth - width * zoom) / 2);
    const y = Math.max(MARGIN, (roomHeight - height * zoom) / 2);
    void setViewport({ x, y, zoom }, wasShown.current ? turn() : {});
    wasShown.current = true;
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: `show` is made anew each time; only sizes matter.
  useEffect(() => {
    if (!isSteered.current && spot === undefined) show();
  }, [width, height, roomWidth, roomHeight]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: only a packet that goes on moves the camera.
  useEffect(() => {
    if (spot === undefined) {
      if (wasFollowing.current && !isSteered.current) show();
      wasFollowing.current = false;
      return;
    }
    wasFollowing.current = true;
    const { x, y, zoom } = getViewport();
    const isSeen = isWithin(
      { x: spot.x * zoom + x, y: spot.y * zoom + y },
      { width: roomWidth - spot.width * zoom, height: roomHeight },
    );
    if (isSeen && zoom >= LEAST_WHILE_FOLLOWING) return;
    const centre = { x: spot.x + spot.width / 2, y: spot.y + Math.min(spot.height, 200) / 2 };
    void setCenter(centre.x, centre.y, { zoom: Math.max(zoom, LEAST_WHILE_FOLLOWING), ...turn() });
  }, [spot?.x, spot?.y, roomWidth]);

  return {
    fit() {
      isSteered.current = false;
      show();
    },
    reveal(point) {
      if (point === undefined) return;
      const { x, y, zoom } = getViewport();
      const seen = { x: point.x * zoom + x - EDGE, y: point.y * zoom + y - EDGE };
      if (isWithin(seen, { width: roomWidth - 2 * EDGE, height: roomHeight - 2 * EDGE })) return;
      void setCenter(point.x, point.y, { zoom, ...turn() });
    },
    onMoveStart(event) {
      // Moves that the map makes by itself come without an event.
      if (event !== null) isSteered.current = true;
    },
  };
}

function turn(): { readonly duration?: number } {
  return isStill() ? {} : { duration: TURN_MS };
}

function isWithin({ x, y }: Point, { width, height }: { readonly width: number; readonly height: number }): boolean {
  return x >= 0 && x <= width && y >= 0 && y <= height;
}
