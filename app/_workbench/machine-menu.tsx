import { useTranslations } from 'next-intl';
import { DropdownMenu } from 'radix-ui';
import { useRef } from 'react';
import { useSession, useSessionStore } from '../_session/session-context.tsx';
import { buttonStyle } from '../_ui/button-style.ts';
import { Icon } from '../_ui/icon.tsx';
import { menuItemStyle, menuStyle } from '../_ui/menu-style.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { askAboutMachine, placeOfQuestion, useMachineQuestion } from './machine-question.ts';
import { useTerminalDock } from './terminal-dock.tsx';

/** More time, a fresh machine, or none; and whether what is done here is recorded. */
export function MachineMenu({ defaultOpen }: { readonly defaultOpen: boolean }) {
  const t = useTranslations('machine.bar');
  const store = useSessionStore();
  const { session } = useSession();
  const dock = useTerminalDock();
  const asked = useMachineQuestion();
  const trigger = useRef<HTMLButtonElement>(null);

  function answer(isYes: boolean) {
    askAboutMachine(undefined);
    if (!isYes) return;
    // What was focused is gone with the machine.
    if (asked === 'end') void store.end().then(() => document.getElementById('machine')?.focus());
    else {
      // Who asks for another machine wants to go on in it.
      dock.focusNext();
      void store.freshMachine();
    }
  }

  return (
    <>
      <DropdownMenu.Root modal={false} defaultOpen={defaultOpen}>
        <DropdownMenu.Trigger
          ref={trigger}
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
          <DropdownMenu.Item className={menuItemStyle} onSelect={() => askAboutMachine('fresh')}>
            <Icon name="fresh" />
            {t('fresh')}
          </DropdownMenu.Item>
          {session?.recorded !== undefined && (
            <DropdownMenu.Item
              className={menuItemStyle}
              data-record={session.recorded ? 'off' : 'on'}
              onSelect={() => void store.record(session.recorded !== true)}
            >
              <Icon name={session.recorded ? 'pause' : 'record'} />
              {t(session.recorded ? 'recordOff' : 'recordOn')}
            </DropdownMenu.Item>
          )}
          <DropdownMenu.Separator className="my-1 h-px bg-line" />
          <DropdownMenu.Item className={`${menuItemStyle} text-bad`} onSelect={() => askAboutMachine('end')}>
            <Icon name="power" />
            {t('end')}
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Root>
      <ConfirmDialog asked={asked} onAnswer={answer} onClosed={() => (placeOfQuestion() ?? trigger.current)?.focus()} />
    </>
  );
}
