'use client';

import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useSession } from '../_session/session-context.tsx';
import { BootProgress } from './boot-progress.tsx';
import { MachineEnded, MachineFailed } from './machine-ended.tsx';
import { MachineOffer } from './machine-offer.tsx';
import { runningMachine } from './prepare-machine.ts';
import { QuietWait } from './quiet-wait.tsx';

/** Terminals, menus and dialogs come only once there is a machine to use them on. */
const RunningMachine = dynamic(runningMachine, {
  ssr: false,
  loading: OpeningTerminal,
});

/** The right side: the machine, in whatever state it is. */
export function MachinePanel() {
  const t = useTranslations('machine');
  const { presence, session } = useSession();
  if (session === undefined) return presence === 'unknown' ? <QuietWait text={t('loading')} /> : <MachineOffer />;
  const { machine } = session;
  switch (machine.state) {
    case 'starting':
      return <BootProgress machine={machine} />;
    case 'ready':
      return <RunningMachine session={session} machine={machine} />;
    case 'ended':
      return <MachineEnded reason={machine.reason} />;
    case 'failed':
      return <MachineFailed problem={machine.problem} />;
    default:
      return machine satisfies never;
  }
}

function OpeningTerminal() {
  return <QuietWait text={useTranslations('machine')('opening')} />;
}
