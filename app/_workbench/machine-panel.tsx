'use client';

import { useTranslations } from 'next-intl';
import { type ComponentProps, useEffect, useState } from 'react';
import { useSession } from '../_session/session-context.tsx';
import { TroubleNotice } from '../_ui/trouble-notice.tsx';
import { MachineEnded, MachineFailed } from './machine-ended.tsx';
import { MachineOffer } from './machine-offer.tsx';
import { loadRunningMachine } from './prepare-machine.ts';
import { MachineComing } from './queue-watch.tsx';
import { QuietWait } from './quiet-wait.tsx';
import type { RunningMachine } from './running-machine.tsx';

/** The right side: the machine, in whatever state it is. */
export function MachinePanel() {
  const t = useTranslations('machine');
  const { presence, session, pending } = useSession();
  if (session === undefined) return presence === 'unknown' ? <QuietWait text={t('loading')} /> : <MachineOffer />;
  const { machine } = session;
  switch (machine.state) {
    case 'starting':
      return <MachineComing machine={machine} />;
    case 'ready':
      return <RunningMachineLater session={session} machine={machine} />;
    case 'ended':
      // The old one has to end before there can be another; nobody has asked for an end.
      return pending.has('fresh') ? <QuietWait text={t('replacing')} /> : <MachineEnded reason={machine.reason} />;
    case 'failed':
      return <MachineFailed problem={machine.problem} />;
    default:
      return machine satisfies never;
  }
}

/**
 * Terminals, menus and dialogs come only once there is a machine to use them on. Without a Suspense boundary: React holds
 * back what follows a fallback for a third of a second.
 */
function RunningMachineLater(props: ComponentProps<typeof RunningMachine>) {
  const t = useTranslations('machine');
  const [loaded, setLoaded] = useState<{ readonly Running: typeof RunningMachine } | 'failed'>();
  useEffect(() => {
    loadRunningMachine().then(
      (Running) => setLoaded({ Running }),
      () => setLoaded('failed'),
    );
  }, []);
  if (loaded === undefined) return <QuietWait text={t('opening')} />;
  if (loaded !== 'failed') return <loaded.Running {...props} />;
  return (
    <div className="grid flex-1 place-items-center bg-canvas p-6">
      <TroubleNotice refusal={{ trouble: 'page-incomplete', id: undefined }} />
    </div>
  );
}
