'use client';

import { useTranslations } from 'next-intl';
import { DropdownMenu } from 'radix-ui';
import { MAX_TERMINALS } from '../../server/protocol/api.ts';
import { useSession, useSessionStore } from '../_session/session-context.tsx';
import { buttonStyle } from '../_ui/button-style.ts';
import { Icon, type IconName } from '../_ui/icon.tsx';
import { menuItemStyle, menuStyle } from '../_ui/menu-style.ts';
import { type OpenTerminal, useTerminalDock } from './terminal-dock.tsx';
import { type NamedTerminal, namedTerminals } from './terminal-names.ts';

const icons = { host: 'server', client: 'screen' } as const satisfies Record<OpenTerminal['machine'], IconName>;
const colours = { host: 'text-net-host', client: 'text-net-client' } as const;

/** The open terminals by machine, and the way to one more. */
export function TerminalTabs({ terminals }: { readonly terminals: readonly OpenTerminal[] }) {
  const t = useTranslations('machine.terminal');
  return (
    <div className="flex min-w-0 flex-1 items-center gap-0.5">
      <ul aria-label={t('list')} className="flex min-w-0 items-center gap-0.5 overflow-x-auto py-1 [scrollbar-width:none]">
        {namedTerminals(terminals).map((terminal) => (
          <TerminalTab key={terminal.name} terminal={terminal} />
        ))}
      </ul>
      <NewTerminal isFull={terminals.length >= MAX_TERMINALS} />
    </div>
  );
}

function TerminalTab({ terminal }: { readonly terminal: NamedTerminal }) {
  const t = useTranslations('machine');
  const store = useSessionStore();
  const dock = useTerminalDock();
  const machine = t(`names.${terminal.machine}`);
  const label = terminal.number === undefined ? machine : t('terminal.numbered', { machine, number: terminal.number });
  const isActive = dock.active?.name === terminal.name;
  return (
    <li
      className={`group flex h-8 shrink-0 items-center rounded-md text-base ${isActive ? 'bg-sunken font-semibold text-ink' : 'text-ink-soft hover:bg-sunken'}`}
    >
      <button
        type="button"
        data-tab={terminal.name}
        aria-current={isActive ? 'true' : undefined}
        onClick={() => dock.activate(terminal.name)}
        className="flex h-full items-center gap-1.5 rounded-md px-2.5 sm:pr-1"
      >
        <span className={colours[terminal.machine]}>
          <Icon name={icons[terminal.machine]} size={14} />
        </span>
        <span className="font-mono text-sm">{label}</span>
      </button>
      <button
        type="button"
        aria-label={t('terminal.close', { name: label })}
        title={t('terminal.close', { name: label })}
        onClick={() => void store.closeTerminal(terminal.name)}
        className={`mr-1 grid size-6 place-items-center rounded text-ink-faint hover:bg-line hover:text-ink ${isActive ? '' : 'opacity-0 group-hover:opacity-100 focus-visible:opacity-100 max-sm:hidden'}`}
      >
        <Icon name="cross" size={12} />
      </button>
    </li>
  );
}

function NewTerminal({ isFull }: { readonly isFull: boolean }) {
  const t = useTranslations('machine');
  const store = useSessionStore();
  const dock = useTerminalDock();
  const { pending } = useSession();
  const label = isFull ? t('terminal.full') : t('terminal.add');

  async function open(machine: OpenTerminal['machine']) {
    const name = await store.openTerminal(machine);
    if (name !== undefined) dock.activate(name);
  }

  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger
        disabled={isFull || pending.has('open-terminal')}
        aria-label={label}
        title={label}
        className={`${buttonStyle({ look: 'quiet' })} size-8! shrink-0 px-0!`}
      >
        <Icon name="plus" size={14} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={menuStyle} align="start" sideOffset={4} collisionPadding={8}>
          {(['host', 'client'] as const).map((machine) => (
            <DropdownMenu.Item key={machine} className={menuItemStyle} onSelect={() => void open(machine)}>
              <span className={colours[machine]}>
                <Icon name={icons[machine]} />
              </span>
              <span>
                {t('terminal.on', { machine: t(`names.${machine}`) })}
                <span className="block text-sm text-ink-faint">{t(`terminal.what.${machine}`)}</span>
              </span>
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
