'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { MAX_TERMINALS } from '../../server/protocol/api.ts';
import { Icon } from '../_ui/icon.tsx';
import { machineColours, machineIcons } from './machine-marks.ts';
import { MenuLater } from './menu-later.tsx';
import { SplitToggle } from './split-toggle.tsx';
import { type OpenTerminal, useTerminalDock } from './terminal-dock.tsx';
import { type NamedTerminal, namedTerminals } from './terminal-names.ts';

async function newTerminal() {
  return (await import('./new-terminal.tsx')).NewTerminal;
}

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
      <MenuLater icon="plus" iconSize={14} label={t('add')} load={newTerminal}>
        {(NewTerminal, isOpen) => <NewTerminal isFull={terminals.length >= MAX_TERMINALS} defaultOpen={isOpen} />}
      </MenuLater>
      {terminals.length > 1 && <SplitToggle />}
    </div>
  );
}

function TerminalTab({ terminal }: { readonly terminal: NamedTerminal }) {
  const t = useTranslations('machine');
  const dock = useTerminalDock();
  const machine = t(`names.${terminal.machine}`);
  const label = terminal.number === undefined ? machine : t('terminal.numbered', { machine, number: terminal.number });
  const isActive = dock.active?.name === terminal.name;
  const tab = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isActive) tab.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [isActive]);
  return (
    <li
      ref={tab}
      className={`group flex h-8 shrink-0 items-center rounded-md text-base ${isActive ? 'bg-sunken font-semibold text-ink' : 'text-ink-soft hover:bg-sunken'}`}
    >
      <button
        type="button"
        data-tab={terminal.name}
        aria-current={isActive ? 'true' : undefined}
        onClick={() => dock.activate(terminal.name)}
        className="flex h-full items-center gap-1.5 rounded-md px-2.5 sm:pr-1"
      >
        <span className={machineColours[terminal.machine]}>
          <Icon name={machineIcons[terminal.machine]} size={14} />
        </span>
        <span className="font-mono text-sm">{label}</span>
      </button>
      <button
        type="button"
        aria-label={t('terminal.close', { name: label })}
        title={t('terminal.close', { name: label })}
        onClick={() => void dock.close(terminal.name)}
        className={`mr-1 grid size-6 place-items-center rounded text-ink-faint hover:bg-line hover:text-ink ${isActive ? '' : 'opacity-0 group-hover:opacity-100 focus-visible:opacity-100 max-sm:hidden'}`}
      >
        <Icon name="cross" size={12} />
      </button>
    </li>
  );
}
