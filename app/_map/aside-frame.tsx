import { useLocale } from 'next-intl';
import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import { mapTexts } from '../_text/map.ts';
import { Icon } from '../_ui/icon.tsx';
import { useBorrowedFocus } from './use-borrowed-focus.ts';

interface AsideFrameProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** What stands beside the map: facts of one thing, or a packet's way. Escape closes it. */
export function AsideFrame({ title, onClose, children }: AsideFrameProps) {
  const text = mapTexts[useLocale()];
  const frame = useRef<HTMLElement>(null);
  useBorrowedFocus(frame);

  function leave(event: KeyboardEvent) {
    if (event.key !== 'Escape') return;
    // Full screen is left by the next one.
    event.preventDefault();
    onClose();
  }

  return (
    <aside ref={frame} tabIndex={-1} aria-label={title} className="map-aside" onKeyDown={leave}>
      <header className="flex items-start gap-2">
        <h3 className="min-w-0 flex-1 text-md font-semibold [overflow-wrap:anywhere]">{title}</h3>
        <button
          type="button"
          aria-label={text.detail.close}
          title={text.detail.close}
          onClick={onClose}
          className="-mt-0.5 -mr-1 grid size-7 shrink-0 place-items-center rounded-md text-ink-soft hover:bg-sunken hover:text-ink"
        >
          <Icon name="cross" size={14} />
        </button>
      </header>
      {children}
    </aside>
  );
}
