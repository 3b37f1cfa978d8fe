import type { ProblemCode } from '../protocol/problems.ts';
import type { MachineView } from '../protocol/session-view.ts';

type BootProgress = Pick<Extract<MachineView, { state: 'starting' }>, 'stage' | 'place'>;

/** How a session's machine is. `since` says when it became so. */
export type MachineStatus =
  | ({ readonly state: 'starting'; readonly since: number } & Readonly<BootProgress>)
  | { readonly state: 'ready'; readonly since: number; readonly expiresAt: number }
  | { readonly state: 'ended'; readonly since: number; readonly reason: EndReason }
  | { readonly state: 'failed'; readonly since: number; readonly problem: ProblemCode };

export type EndReason = Extract<MachineView, { state: 'ended' }>['reason'];
