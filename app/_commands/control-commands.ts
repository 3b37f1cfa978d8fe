import type { Locale } from '../../labs/core/local-text.ts';
import { type Command, type CommandKind, commandOf } from './command.ts';
import { canPress, press } from './press.ts';

/** Presses a control of the page, and is there while the control is. */
interface ControlCommand extends CommandKind {
  readonly control: string;
  /** The focus goes to the control first: what opens from it gives the focus back to it. */
  readonly takesFocus?: true;
}

const all: readonly ControlCommand[] = [
  { name: 'next', group: 'lesson', icon: 'right', shortcut: 'next', control: '[data-nav="next"]' },
  { name: 'previous', group: 'lesson', icon: 'left', shortcut: 'previous', control: '[data-nav="previous"]' },
  { name: 'check', group: 'lesson', icon: 'check', shortcut: 'check', control: '[data-check-now]' },
  { name: 'reset', group: 'lesson', icon: 'fresh', control: '[data-reset-step]' },
  { name: 'start', group: 'machine', icon: 'power', control: '#start-machine' },
  { name: 'ports', group: 'machine', icon: 'globe', control: '#open-ports', takesFocus: true },
  { name: 'split', group: 'terminal', icon: 'columns', control: '[data-split]' },
  { name: 'full', group: 'map', icon: 'fit', control: '[data-map-tool="full"]', takesFocus: true },
  { name: 'leaveFull', group: 'map', icon: 'shrink', control: '[data-map-tool="leaveFull"]', takesFocus: true },
  { name: 'follow', group: 'map', icon: 'route', control: '[data-map-tool="follow"]', takesFocus: true },
  { name: 'table', group: 'map', icon: 'table', control: '[data-map-tool="table"]', takesFocus: true },
  { name: 'picture', group: 'map', icon: 'map', control: '[data-map-tool="map"]', takesFocus: true },
  { name: 'hideMap', group: 'map', icon: 'cross', control: '[data-map-toggle][aria-pressed="true"]', takesFocus: true },
  { name: 'language', group: 'page', icon: 'globe', control: 'header a[hreflang]:not([aria-current])', takesFocus: true },
];

/** Of the controls that stand on the page and can be pressed. */
export function controlCommands(locale: Locale): Command[] {
  return all
    .filter(({ control }) => canPress(control))
    .map(({ control, takesFocus, ...kind }) => commandOf(kind, locale, () => pressControl(control, takesFocus)));
}

function pressControl(control: string, takesFocus: true | undefined): void {
  if (takesFocus) document.querySelector<HTMLElement>(control)?.focus();
  press(control);
}
