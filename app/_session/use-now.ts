'use client';

import { useEffect, useState } from 'react';
import { useSession } from './session-context.tsx';

/** The server's time, once a second. */
export function useServerNow(): number {
  const { clockOffsetMs } = useSession();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now + clockOffsetMs;
}
