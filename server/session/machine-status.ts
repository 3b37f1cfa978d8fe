import type { ProblemCode } from '../protocol/problems.ts';
import type { MachineView } from '../protocol/session-view.ts';

type BootProgress = Pick<Extract<MachineView, { state: 'starting' }>, 'stage' | 'place'>;

/** How a session's machine is. `since` says when it became so. */
export type MachineStatus =
  | ({ readonly state: 'starting'; readonly since: number } & Readonly<BootProgress>)
  | { readonly state: 'ready'; readonly since: number; readonly expiresAt: number }
  | { readonly state: 'ended'; readonly since: number; readonly reason: EndReason }
  | { readonly state: 'failed'; readonly since: number; readonly problem: ProblemCode };

/** What pages are told of it; `idleEndsAt` says when a machine that is up ends if nobody does anything. */
export function machineViewOf(status: MachineStatus, idleEndsAt: (expiresAt: number) => number): MachineView {
  switch (status.state) {
    case 'ready':
      return { state: 'ready', expiresAt: status.expiresAt, idleEndsAt: idleEndsAt(status.expiresAt) };
    case 'starting':
      return status;
    case 'ended':
      return { state: 'ended', reason: status.reason };
    case 'failed':
      return { state: 'failed', problem: status.problem };
  }
}

export type EndReason = Extract<MachineView, { state: 'ended' }>['reason'];
