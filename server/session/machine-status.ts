import type { ProblemCode } from '../protocol/problems.ts';
import type { MachineView } from '../protocol/session-view.ts';

type BootProgress = Pick<
  Extract<MachineView, { state: 'starting' }>,
  'stage' | 'place' | 'why' | 'stageSince' | 'estimate' | 'usualMs'
>;

/** How a session's machine is. `since` says when it became so. */
export type MachineStatus =
  | ({ readonly state: 'starting'; readonly since: number } & Readonly<BootProgress>)
  | { readonly state: 'ready'; readonly since: number; readonly expiresAt: number }
  | { readonly state: 'ended'; readonly since: number; readonly reason: EndReason }
  | { readonly state: 'failed'; readonly since: number; readonly problem: ProblemCode };

export type EndReason = Extract<MachineView, { state: 'ended' }>['reason'];

/** As pages are told it. */
export function machineView(status: MachineStatus, expiry: { idleEndsAt(expiresAt: number): number }): MachineView {
  switch (status.state) {
    case 'ready':
      return { state: 'ready', expiresAt: status.expiresAt, idleEndsAt: expiry.idleEndsAt(status.expiresAt) };
    case 'starting':
      return status;
    case 'ended':
      return { state: 'ended', reason: status.reason };
    case 'failed':
      return { state: 'failed', problem: status.problem };
  }
}
