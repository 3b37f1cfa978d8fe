import type { ReactNode } from 'react';
import { Icon } from '../_ui/icon.tsx';

/** A word above the map, where it does not show all there is. */
export function MapNotice({ children }: { readonly children: ReactNode }) {
  return (
    <p role="status" className="flex shrink-0 items-start gap-2 border-b border-line bg-warn-soft px-3 py-1.5 text-sm text-ink">
      <span className="mt-1 text-warn">
        <Icon name="warning" size={13} />
      </span>
      {children}
    </p>
  );
}

/** What stands where the map would be. */
export function MapPlaceholder({ children }: { readonly children: ReactNode }) {
  return (
    <div className="map-ground grid min-h-0 flex-1 place-content-center justify-items-center gap-3 p-6 text-center text-base text-ink-soft">
      {children}
    </div>
  );
}
