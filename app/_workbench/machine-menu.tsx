import { useTranslations } from 'next-intl';
import { DropdownMenu } from 'radix-ui';
import { useState } from 'react';
import { useSessionStore } from '../_session/session-context.tsx';
import { buttonStyle } from '../_ui/button-style.ts';
import { Icon } from '../_ui/icon.tsx';
import { menuItemStyle, menuStyle } from '../_ui/menu-style.ts';
import { type Confirmation, ConfirmDialog } from './confirm-dialog.tsx';

/** More time, a fresh machine, or none. */
export function MachineMenu({ defaultOpen }: { readonly defaultOpen: boolean }) {
  const t = useTranslations('machine.bar');
  const store = useSessionStore();
  const [asked, setAsked] = useState<Confirmation>();
  return (
    <>
      <DropdownMenu.Root modal={false} defaultOpen={defaultOpen}>
        <DropdownMenu.Trigger
          aria-label={t('menu')}
          title={t('menu')}
          className={`${buttonStyle({ look: 'quiet' })} size-8! px-0!`}
        >
          <Icon name="more" />
        </DropdownMenu.Trigger>
        <DropdownMenu.Content className={menuStyle} align="end" sideOffset={4} collisionPadding={8}>
          <DropdownMenu.Item className={menuItemStyle} onSelect={() => void store.extend()}>
            <Icon name="clock" />
            {t('extend')}
          </DropdownMenu.Item>
          <DropdownMenu.Item className={menuItemStyle} onSelect={() => setAsked('fresh')}>
            <Icon name="fresh" />
            {t('fresh')}
          </DropdownMenu.Item>
          <DropdownMenu.Separator className="my-1 h-px bg-line" />
          <DropdownMenu.Item className={`${menuItemStyle} text-bad`} onSelect={() => setAsked('end')}>
            <Icon name="power" />
            {t('end')}
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Root>
      <ConfirmDialog
        asked={asked}
        onAnswer={(isYes) => {
          if (isYes) void (asked === 'fresh' ? store.freshMachine() : store.end());
          setAsked(undefined);
        }}
      />
    </>
  );
}
