import type { Workbench } from './workbench.ts';

/** The map's code may have to come first. Who has gone elsewhere by then is left there. */
const FRAMES = 180;

export function showLesson({ view }: Pick<Workbench, 'view'>): void {
  view.show('lesson');
  requestAnimationFrame(focusLesson);
}

export function showTerminal({ view, dock }: Pick<Workbench, 'view' | 'dock'>): void {
  view.show('machine');
  requestAnimationFrame(() => dock.focus());
}

/** Shows the map where it was hidden, and has the first thing on it focused. */
export function showMap({ view }: Pick<Workbench, 'view'>): void {
  view.show('map');
  document.querySelector<HTMLElement>('[data-map-toggle][aria-pressed="false"]')?.click();
  focusMap(FRAMES);
}

let place: Element | undefined;

/** Where one was in the lesson when one left it for the machine. */
export function rememberLessonPlace(): void {
  const { activeElement } = document;
  if (activeElement?.closest('#lesson')) place = activeElement;
}

/** Back to that place while it is there, else to the lesson as a whole. */
export function focusLesson(): void {
  const target = place instanceof HTMLElement && place.isConnected && place.closest('#lesson') !== null ? place : undefined;
  place = undefined;
  target?.focus();
  // A button that has gone out of order since takes no focus.
  if (document.activeElement !== target) document.getElementById('lesson')?.focus({ preventScroll: true });
}

function focusMap(framesLeft: number, before = document.activeElement): void {
  const target = document.querySelector<HTMLElement>('[data-map] [tabindex="0"].react-flow__node, [data-map] table');
  const isElsewhere = document.activeElement !== before && document.activeElement !== document.body;
  if (target !== null && !isElsewhere) target.focus();
  else if (framesLeft > 0 && !isElsewhere) requestAnimationFrame(() => focusMap(framesLeft - 1, before));
}
