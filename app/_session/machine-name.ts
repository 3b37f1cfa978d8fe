import type { SessionView } from '../../server/protocol/session-view.ts';

/** The machines that a terminal can be on. */
export type MachineName = SessionView['terminals'][number]['machine'];
