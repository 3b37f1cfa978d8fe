import { Command as Cmdk } from 'cmdk';
import { useTranslations } from 'next-intl';
import { Icon } from '../_ui/icon.tsx';
import type { Command } from './command.ts';
import { KeyCaps } from './key-caps.tsx';
import { chordsFor, isOnMac } from './key-names.ts';
import { chordsOf } from './shortcuts.ts';

interface PaletteItemProps {
  readonly command: Command;
  readonly onChoose: (command: Command) => void;
}

/** A command with its sign, its state where it is a step, and its key where it has one. */
export function PaletteItem({ command, onChoose }: PaletteItemProps) {
  const states = useTranslations('lesson.state');
  const { id, icon, label, state, shortcut } = command;
  const isMac = isOnMac();
  const chord = shortcut && chordsFor(chordsOf(shortcut), isMac)[0];
  return (
    <Cmdk.Item
      value={id}
      data-command={id}
      onSelect={() => onChoose(command)}
      className="flex min-h-9 cursor-default items-center gap-2.5 rounded-md px-2.5 py-1.5 text-base select-none data-[selected=true]:bg-sunken data-[selected=true]:shadow-[inset_2px_0_0_var(--accent)]"
    >
      <span className={state === 'passed' ? 'text-accent' : 'text-ink-soft'}>
        <Icon name={state === 'passed' ? 'check' : icon} />
      </span>
      <span className="min-w-0 flex-1">{label}</span>
      {state && <span className="text-sm whitespace-nowrap text-ink-faint">{states(state)}</span>}
      {chord && (
        <span aria-hidden="true">
          <KeyCaps chord={chord} isMac={isMac} />
        </span>
      )}
    </Cmdk.Item>
  );
}
