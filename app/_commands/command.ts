import type { Locale } from '../../labs/core/local-text.ts';
import type { StepState } from '../_step/step-state.ts';
import { type CommandName, type CommandText, commandTexts } from '../_text/commands.ts';
import type { IconName } from '../_ui/icon.tsx';
import type { Shortcut, TerminalKey } from './shortcuts.ts';

export type CommandGroup = keyof CommandText['groups'];

/** One thing that can be done on the page as it is now. */
export interface Command {
  readonly id: string;
  readonly group: CommandGroup;
  readonly icon: IconName;
  readonly label: string;
  /** How far a step is. */
  readonly state?: StepState | undefined;
  /** What it is found by, in both languages. */
  readonly words: readonly string[];
  readonly shortcut?: Shortcut | TerminalKey | undefined;
  readonly run: () => void;
}

/** A command before it is known whether it applies. */
export interface CommandKind {
  readonly name: CommandName;
  readonly group: CommandGroup;
  readonly icon: IconName;
  readonly shortcut?: Shortcut | TerminalKey;
}

export function commandOf({ name, group, icon, shortcut }: CommandKind, locale: Locale, run: () => void): Command {
  const [here, ...others] = [commandTexts[locale], commandTexts.en, commandTexts.ko];
  const words = others.flatMap((text) => [text.commands[name], text.words[name]]);
  return { id: name, group, icon, shortcut, label: here.commands[name], words, run };
}
