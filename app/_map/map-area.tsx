'use client';

import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useLayoutEffect, useRef, useState } from 'react';
import { shortcutOf } from '../_commands/shortcuts.ts';
import { useFirstScreen } from '../_terminal/first-screen.ts';
import { Button } from '../_ui/button.tsx';
import { coverAllBut, LeaveFull } from './full-map.ts';
import { MapBoundary } from './map-boundary.tsx';
import { MapPlaceholder } from './map-notice.tsx';

/** The map and its library come after the first terminal, and only to a page that shows them. */
const NetworkMap = dynamic(() => import('./network-map.tsx').then((module) => module.NetworkMap), {
  ssr: false,
  loading: LoadingMap,
});

interface MapAreaProps {
  readonly onHide: (() => void) | undefined;
  /** A packet is followed, which takes more room than the map alone. */
  readonly onFollowing: (isFollowing: boolean) => void;
}

/** Where the map is, or will be. Keeps its place on the page while it loads. */
export function MapArea(handlers: MapAreaProps) {
  const t = useTranslations('machine.map');
  const isTime = useFirstScreen();
  const [isFull, setFull] = useState(false);
  const frame = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    if (!isFull || frame.current === null) return;
    const abort = new AbortController();
    const { signal } = abort;
    const leave = (event: KeyboardEvent) => event.key === 'Escape' && !event.defaultPrevented && setFull(false);
    window.addEventListener('keydown', leave, { signal });
    // The other keys that lead elsewhere lead out first.
    window.addEventListener('keydown', (event) => shortcutOf(event, 'page') === 'side' && setFull(false), {
      capture: true,
      signal,
    });
    const reveal = coverAllBut(frame.current);
    return () => {
      abort.abort();
      reveal();
    };
  }, [isFull]);
  return (
    <section
      ref={frame}
      aria-label={t('region')}
      data-full={isFull || undefined}
      className={`map-frame flex min-h-0 flex-col bg-canvas ${isFull ? 'fixed inset-0 z-30' : 'h-full'}`}
    >
      <LeaveFull value={() => setFull(false)}>
        <MapBoundary otherwise={(again) => <CrashedMap onRetry={again} />}>
          {isTime ? <NetworkMap isFull={isFull} onFull={setFull} {...handlers} /> : <LoadingMap />}
        </MapBoundary>
      </LeaveFull>
    </section>
  );
}

function LoadingMap() {
  return <MapPlaceholder>{useTranslations('machine.map')('loading')}</MapPlaceholder>;
}

function CrashedMap({ onRetry }: { readonly onRetry: () => void }) {
  const t = useTranslations('machine.map');
  return (
    <MapPlaceholder>
      <p role="alert">{t('crashed')}</p>
      <Button onClick={onRetry}>{t('retry')}</Button>
    </MapPlaceholder>
  );
}
