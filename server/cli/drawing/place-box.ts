import type { Place } from '../../../labs/core/picture/picture.ts';
import { boxed } from './boxes.ts';
import { interfaceLine, placeTitle, shownInterfaces } from './draw-interfaces.ts';
import { type Line, span, type Tone } from './span.ts';
import type { Style } from './style.ts';

/** A place with its interfaces, the first of them where a cable meets the box. */
export function placeBox(place: Place, style: Style, cable?: Tone): Line[] {
  const lines = shownInterfaces(place).map((each) => ({ line: [span(' '), ...interfaceLine(each, style)] }));
  return boxed({ title: placeTitle(place, style), lines, cable });
}
