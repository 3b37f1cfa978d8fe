import { useEffect, useState } from 'react';
import type { PortView } from '../../server/protocol/api.ts';
import { ask } from '../_session/ask.ts';

/** Often enough to see a container come up while one looks. */
const EVERY_MS = 2000;

export interface KnownPorts {
  /** `undefined` until the first answer. */
  readonly ports: readonly PortView[] | undefined;
  /** The last asking had no answer; what is shown may be old. */
  readonly isStale: boolean;
}

/** What listens in the session's machine, followed as long as somebody looks. */
export function usePorts(sessionId: string): KnownPorts {
  const [known, setKnown] = useState<KnownPorts>({ ports: undefined, isStale: false });
  useEffect(() => {
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    async function look() {
      const answer = await ask({ method: 'GET', path: `/api/sessions/${encodeURIComponent(sessionId)}/ports` }, 'ports');
      if (isOver) return;
      setKnown((last) => (answer.ok ? { ports: answer.value.ports, isStale: false } : { ...last, isStale: true }));
      timer = setTimeout(() => void look(), EVERY_MS);
    }
    void look();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [sessionId]);
  return known;
}
