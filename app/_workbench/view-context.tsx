'use client';

import { createContext, type ReactNode, use, useMemo, useState, useSyncExternalStore } from 'react';

/** The two sides of the workbench, and the map, which is part of the machine's. On a narrow page one is shown at a time. */
export type Side = 'lesson' | 'machine' | 'map';

export interface View {
  readonly side: Side;
  show(side: Side): void;
}

const ViewContext = createContext<View>({ side: 'lesson', show() {} });

export function ViewProvider({ children }: { readonly children: ReactNode }) {
  const [side, show] = useState<Side>('lesson');
  const view = useMemo(() => ({ side, show }), [side]);
  return <ViewContext value={view}>{children}</ViewContext>;
}

export function useView(): View {
  return use(ViewContext);
}

/** The width from which both sides stand next to each other; `workbench:` in CSS says the same. */
const NARROW = '(width <= 800px)';

export function useIsNarrow(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const query = window.matchMedia(NARROW);
      query.addEventListener('change', listener);
      return () => query.removeEventListener('change', listener);
    },
    () => window.matchMedia(NARROW).matches,
    () => false,
  );
}
