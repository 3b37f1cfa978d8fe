'use client';

import { useTranslations } from 'next-intl';
import type { MachineView, SessionView } from '../../server/protocol/session-view.ts';
import { useSession, useSessionStore } from '../_session/session-context.tsx';
import type { Action } from '../_session/session-state.ts';
import { Button } from '../_ui/button.tsx';
import { TroubleNotice } from '../_ui/trouble-notice.tsx';
import { MachineStatus } from './machine-status.tsx';
import { MapStack, MapToggle, useMapShown } from './map-stack.tsx';
import { useTerminalDock } from './terminal-dock.tsx';
import { TerminalPanes } from './terminal-panes.tsx';
import { TerminalTabs } from './terminal-tabs.tsx';

interface RunningMachineProps {
  readonly session: SessionView;
  readonly machine: Extract<MachineView, { state: 'ready' }>;
}

const mine: readonly Action[] = ['open-terminal', 'close-terminal', 'fresh', 'end', 'extend', 'record'];

/** A machine at work: its terminals, how long it lives, and what one can do with it. */
export function RunningMachine({ session, machine }: RunningMachineProps) {
  const store = useSessionStore();
  const { refusal } = useSession();
  const map = useMapShown();
  return (
    <>
      <div className="flex h-11 shrink-0 items-center gap-2 border-b border-line bg-surface pr-2 pl-2">
        <TerminalTabs terminals={session.terminals} />
        <MapToggle map={map} />
        <MachineStatus machine={machine} />
      </div>
      {refusal !== undefined && mine.includes(refusal.during) && (
        <div className="border-b border-line p-2">
          <TroubleNotice refusal={refusal} onDismiss={() => store.dismissRefusal()} />
        </div>
      )}
      <MapStack map={map}>
        {session.terminals.length === 0 ? (
          <NoTerminals />
        ) : (
          <TerminalPanes sessionId={session.id} terminals={session.terminals} />
        )}
      </MapStack>
    </>
  );
}

function NoTerminals() {
  const t = useTranslations('machine');
  const dock = useTerminalDock();
  return (
    <div className="grid flex-1 place-items-center bg-canvas p-6">
      <div className="space-y-4 text-center">
        <h2 className="text-xl font-bold">{t('noTerminals.title')}</h2>
        <p className="flex flex-wrap justify-center gap-2">
          {(['host', 'client'] as const).map((name) => (
            <Button key={name} onClick={() => void dock.open(name)}>
              {t('noTerminals.open', { machine: t(`names.${name}`) })}
            </Button>
          ))}
        </p>
      </div>
    </div>
  );
}
