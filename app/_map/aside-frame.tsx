import { useLocale } from 'next-intl';
import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { mapTexts } from '../_text/map.ts';
import { Icon } from '../_ui/icon.tsx';

interface AsideFrameProps {
  readonly kind?: 'detail' | 'packet';
  readonly title: string;
  /** Takes the focus, so that one who came by keyboard goes on reading here. */
  readonly isEntered?: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** What stands beside the map: facts of one thing, or a packet's way. Escape closes it and leads back to where one came from. */
export function AsideFrame({ kind = 'detail', title, isEntered = false, onClose, children }: AsideFrameProps) {
  const text = mapTexts[useLocale()];
  const frame = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const { current } = frame;
    const before = document.activeElement;
    if (isEntered) current?.focus();
    return () => {
      if (before instanceof Element && current?.contains(document.activeElement)) focusOn(before);
    };
  }, [isEntered]);
  return (
    <aside
      ref={frame}
      tabIndex={-1}
      aria-label={title}
      className="map-aside"
      data-kind={kind}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        // What is behind has not been asked to close.
        event.preventDefault();
        onClose();
      }}
    >
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

function focusOn(element: Element): void {
  if (element instanceof HTMLElement || element instanceof SVGElement) element.focus({ preventScroll: true });
}
