'use client';

import { type ComponentProps, type ComponentType, useEffect, useState } from 'react';
import type { MachineView } from '../../server/protocol/session-view.ts';
import { useSession } from '../_session/session-context.tsx';
import { BootProgress } from './boot-progress.tsx';
import type { QueuePlace } from './queue-place.tsx';

function useLoaded<Part>(isWanted: boolean, load: () => Promise<Part>): Part | undefined {
  const [loaded, setLoaded] = useState<{ readonly part: Part }>();
  useEffect(() => {
    // Without it the page goes on as it is: the stages say that one waits.
    if (isWanted) load().then((part) => setLoaded({ part }), ignore);
  }, [isWanted, load]);
  return loaded?.part;
}

function ignore(): void {}

async function loadPlace(): Promise<ComponentType<ComponentProps<typeof QueuePlace>>> {
  return (await import('./queue-place.tsx')).QueuePlace;
}

async function loadTurn(): Promise<ComponentType> {
  return (await import('./queue-turn.tsx')).QueueTurn;
}

function isQueued(machine: MachineView | undefined): boolean {
  return machine?.state === 'starting' && machine.place !== undefined;
}

/** A machine on its way, or the queue for it. What a queue needs is loaded once there is one. */
export function MachineComing({ machine }: { readonly machine: Extract<MachineView, { state: 'starting' }> }) {
  const Place = useLoaded(isQueued(machine), loadPlace);
  return Place !== undefined && isQueued(machine) ? <Place machine={machine} /> : <BootProgress machine={machine} />;
}

/** Once there was a queue, tells when it is over. */
export function QueueWatch() {
  const Turn = useLoaded(isQueued(useSession().session?.machine), loadTurn);
  return Turn === undefined ? null : <Turn />;
}
