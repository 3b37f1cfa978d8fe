'use client';

import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { useFirstScreen } from '../_terminal/first-screen.ts';
import { Button } from '../_ui/button.tsx';
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
  useEffect(() => {
    if (!isFull) return;
    const leave = (event: KeyboardEvent) => event.key === 'Escape' && !event.defaultPrevented && setFull(false);
    window.addEventListener('keydown', leave);
    return () => window.removeEventListener('keydown', leave);
  }, [isFull]);
  return (
    <section
      aria-label={t('region')}
      data-full={isFull || undefined}
      className={`map-frame flex min-h-0 flex-col bg-canvas ${isFull ? 'fixed inset-0 z-30' : 'h-full'}`}
    >
      <MapBoundary otherwise={(again) => <CrashedMap onRetry={again} />}>
        {isTime ? <NetworkMap isFull={isFull} onFull={setFull} {...handlers} /> : <LoadingMap />}
      </MapBoundary>
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
