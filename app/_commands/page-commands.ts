import type { Locale } from '../../labs/core/local-text.ts';
import { cataloguePath, checkPath } from '../_frame/paths.ts';
import { type Command, type CommandKind, commandOf } from './command.ts';
import { openDialog } from './open-dialog.ts';

export type Appearance = 'system' | 'light' | 'dark';

/** The page as it is now, and how to change or leave it. */
export interface PagePlace {
  readonly locale: Locale;
  readonly path: string;
  readonly appearance: string | undefined;
  readonly setAppearance: (appearance: Appearance) => void;
  readonly goTo: (path: string) => void;
}

interface PageCommand extends CommandKind {
  readonly applies: (place: PagePlace) => boolean;
  readonly run: (place: PagePlace) => void;
}

const all: readonly PageCommand[] = [
  appearance('light', 'sun'),
  appearance('dark', 'moon'),
  appearance('system', 'screen'),
  {
    name: 'settings',
    group: 'page',
    icon: 'settings',
    shortcut: 'settings',
    applies: () => true,
    run: () => openDialog('settings'),
  },
  { name: 'keys', group: 'page', icon: 'keyboard', shortcut: 'keys', applies: () => true, run: () => openDialog('keys') },
  elsewhere({ name: 'catalogue', group: 'page', icon: 'book' }, cataloguePath),
  elsewhere({ name: 'browser', group: 'page', icon: 'globe' }, checkPath),
];

export function pageCommands(place: PagePlace): Command[] {
  return all.filter(({ applies }) => applies(place)).map((kind) => commandOf(kind, place.locale, () => kind.run(place)));
}

function appearance(name: Appearance, icon: CommandKind['icon']): PageCommand {
  return {
    name,
    group: 'page',
    icon,
    applies: (place) => place.appearance !== name,
    run: (place) => place.setAppearance(name),
  };
}

function elsewhere(kind: CommandKind, pathOf: (locale: Locale) => string): PageCommand {
  return {
    ...kind,
    applies: ({ path, locale }) => path !== pathOf(locale),
    run: ({ goTo, locale }) => goTo(pathOf(locale)),
  };
}
