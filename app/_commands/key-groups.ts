import type { KeyText } from '../_text/keys.ts';
import { chordsOf, shortcuts } from './shortcuts.ts';

export type KeyName = keyof KeyText['keys'];
type KeyGroup = keyof KeyText['groups'];
type KeyRow = readonly [name: KeyName, chords: readonly string[]];

/** The arrow keys, and all that the map hears beside them. */
const ARROWS = ['ArrowLeft', 'ArrowUp', 'ArrowDown', 'ArrowRight'];

/** Every key there is, by where it counts. */
export const keyGroups: readonly (readonly [KeyGroup, readonly KeyRow[]])[] = [
  [
    'page',
    [
      ['palette', chordsOf('palette')],
      ['keys', chordsOf('keys')],
      ['settings', chordsOf('settings')],
      ['side', chordsOf('side')],
      ['skip', ['Tab', 'Shift+Tab']],
      ['separator', ARROWS],
      ['close', ['Escape']],
    ],
  ],
  [
    'lesson',
    [
      ['next', chordsOf('next')],
      ['previous', chordsOf('previous')],
      ['check', chordsOf('check')],
    ],
  ],
  [
    'terminal',
    [
      ['leave', chordsOf('side')],
      ['paletteHere', shortcuts.palette.anywhere],
      ['find', chordsOf('find')],
      ['larger', chordsOf('larger').slice(0, 1)],
      ['smaller', chordsOf('smaller')],
      ['usual', chordsOf('usual')],
      ['copy', ['Ctrl+Shift+KeyC']],
      ['paste', ['Ctrl+Shift+KeyV']],
    ],
  ],
  [
    'map',
    [
      ['arrows', ARROWS],
      ['order', ['PageDown', 'PageUp']],
      ['ends', ['Home', 'End']],
      ['facts', ['Enter']],
      ['closeFacts', ['Escape']],
    ],
  ],
  [
    'palette',
    [
      ['choose', ['ArrowUp', 'ArrowDown']],
      ['run', ['Enter']],
      ['leavePalette', ['Escape']],
    ],
  ],
];
