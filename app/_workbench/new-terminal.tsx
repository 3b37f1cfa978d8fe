import { useTranslations } from 'next-intl';
import { DropdownMenu } from 'radix-ui';
import { useSession } from '../_session/session-context.tsx';
import { buttonStyle } from '../_ui/button-style.ts';
import { Icon } from '../_ui/icon.tsx';
import { menuItemStyle, menuStyle } from '../_ui/menu-style.ts';
import { machineColours, machineIcons } from './machine-marks.ts';
import { useTerminalDock } from './terminal-dock.tsx';

interface NewTerminalProps {
  readonly isFull: boolean;
  readonly defaultOpen: boolean;
}

/** The way to one more terminal. */
export function NewTerminal({ isFull, defaultOpen }: NewTerminalProps) {
  const t = useTranslations('machine');
  const dock = useTerminalDock();
  const { pending } = useSession();
  const label = isFull ? t('terminal.full') : t('terminal.add');

  return (
    <DropdownMenu.Root modal={false} defaultOpen={defaultOpen}>
      <DropdownMenu.Trigger
        disabled={isFull || pending.has('open-terminal')}
        aria-label={label}
        title={label}
        data-new-terminal
        className={`${buttonStyle({ look: 'quiet' })} size-8! shrink-0 px-0!`}
      >
        <Icon name="plus" size={14} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Content className={menuStyle} align="start" sideOffset={4} collisionPadding={8}>
        {(['host', 'client'] as const).map((machine) => (
          <DropdownMenu.Item key={machine} className={menuItemStyle} onSelect={() => void dock.open(machine)}>
            <span className={machineColours[machine]}>
              <Icon name={machineIcons[machine]} />
            </span>
            <span>
              {t('terminal.on', { machine: t(`names.${machine}`) })}
              <span className="block text-sm text-ink-faint">{t(`terminal.what.${machine}`)}</span>
            </span>
          </DropdownMenu.Item>
        ))}
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
}
