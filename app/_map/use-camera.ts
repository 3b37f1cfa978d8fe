import { useReactFlow, useStore } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import type { Box, Point } from '../../labs/core/picture/layout-boxes.ts';
import { isStill } from '../_settings/motion.ts';
import { isSeen, isWellSeen, type Size, viewAt, wholeView } from './camera-view.ts';

const TURN_MS = 200;
/** One who reads about a thing, or follows a packet, reads what is written there too. */
const LEAST_WHILE_READING = 0.7;

interface Camera {
  /** Shows everything, and whenever the picture grows as much of it as can be read. */
  readonly fit: () => void;
  /** Goes to a point that is out of sight, or at its edge. */
  readonly reveal: (point: Point | undefined) => void;
  /** The map has moved; by a person, where there is an event. */
  readonly onMove: (event: MouseEvent | TouchEvent | null) => void;
}

/**
 * Keeps the whole picture in sight until a person moves the map; from then on it stays where they put it. `spot`, what one
 * reads about or where a followed packet is, is gone along with wherever it is out of sight or too small to be read.
 */
export function useCamera({ width, height }: Size, spot: Box | undefined): Camera {
  const { setViewport, getViewport } = useReactFlow();
  const room = { width: useStore((state) => state.width), height: useStore((state) => state.height) };
  const isSteered = useRef(false);
  const wasShown = useRef(false);
  const wasReading = useRef(false);

  function show(isAsked = false) {
    if (room.width === 0 || width === 0) return;
    void setViewport(wholeView(room, { width, height }, { isAsked }), wasShown.current ? turn() : {});
    wasShown.current = true;
  }

  function goTo(point: Point, zoom: number) {
    void setViewport(viewAt(point, zoom, { room, picture: { width, height } }), turn());
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: `show` is made anew each time; only sizes matter.
  useEffect(() => {
    if (isSteered.current) return;
    const isReadable = wholeView(room, { width, height }).zoom >= LEAST_WHILE_READING;
    if (spot === undefined || isReadable) show();
  }, [width, height, room.width, room.height]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: only what one reads about moves the camera.
  useEffect(() => {
    if (spot === undefined) {
      if (wasReading.current && !isSteered.current) show();
      wasReading.current = false;
      return;
    }
    wasReading.current = true;
    const view = getViewport();
    if (isSeen(spot, view, room) && view.zoom >= LEAST_WHILE_READING) return;
    const centre = { x: spot.x + spot.width / 2, y: spot.y + Math.min(spot.height, 200) / 2 };
    goTo(centre, Math.max(view.zoom, LEAST_WHILE_READING));
  }, [spot?.x, spot?.y, room.width, room.height]);

  return {
    fit() {
      isSteered.current = false;
      show(true);
    },
    reveal(point) {
      const view = getViewport();
      if (point !== undefined && !isWellSeen(point, view, room)) goTo(point, view.zoom);
    },
    onMove(event) {
      if (event !== null) isSteered.current = true;
    },
  };
}

function turn(): { readonly duration?: number } {
  return isStill() ? {} : { duration: TURN_MS };
}
