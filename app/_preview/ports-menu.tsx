import { useTranslations } from 'next-intl';
import { Popover } from 'radix-ui';
import { buttonStyle } from '../_ui/button-style.ts';
import { Icon } from '../_ui/icon.tsx';
import { menuStyle } from '../_ui/menu-style.ts';
import { PortList } from './port-list.tsx';

interface PortsMenuProps {
  readonly sessionId: string;
  readonly defaultOpen: boolean;
}

/** The button for what listens in the machine. The list asks only while it is open. */
export function PortsMenu({ sessionId, defaultOpen }: PortsMenuProps) {
  const t = useTranslations('preview');
  return (
    <Popover.Root defaultOpen={defaultOpen}>
      <Popover.Trigger
        id="open-ports"
        aria-label={t('open')}
        title={t('open')}
        className={`${buttonStyle({ look: 'quiet' })} size-8! shrink-0 px-0!`}
      >
        <Icon name="globe" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className={`${menuStyle} w-80 max-w-[calc(100vw-1rem)]`}
          align="end"
          sideOffset={4}
          collisionPadding={8}
          aria-labelledby="open-ports-title"
        >
          <PortList sessionId={sessionId} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
