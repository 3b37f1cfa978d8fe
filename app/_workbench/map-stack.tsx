'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { Group, Panel, Separator, useGroupRef } from 'react-resizable-panels';
import { MapArea } from '../_map/map-area.tsx';
import { LEAST_PERCENT, MOST_PERCENT, rememberMap, useMapPreference } from '../_map/map-preference.ts';
import { buttonStyle } from '../_ui/button-style.ts';
import { Icon } from '../_ui/icon.tsx';
import { useIsNarrow, useView } from './view-context.tsx';

interface MapShown {
  readonly isShown: boolean;
  /** Of the height, where the map stands under the terminal. */
  readonly percent: number;
  show(isShown: boolean): void;
  resize(percent: number): void;
}

/** Whether the map stands under the terminal, as this device remembers it. */
export function useMapShown(): MapShown {
  const preference = useMapPreference();
  return {
    ...preference,
    show: (isShown) => rememberMap({ ...preference, isShown }),
    resize: (percent) => rememberMap({ ...preference, percent }),
  };
}

/** On a narrow page the map has a tab instead. */
export function MapToggle({ map: { isShown, show } }: { readonly map: MapShown }) {
  const t = useTranslations('machine.map');
  const label = t(isShown ? 'hide' : 'show');
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      aria-pressed={isShown}
      data-map-toggle
      onClick={() => show(!isShown)}
      className={`${buttonStyle({ look: 'quiet' })} hidden! size-8! shrink-0 px-0! aria-pressed:text-accent workbench:inline-flex!`}
    >
      <Icon name="map" />
    </button>
  );
}

/** Of the height while a packet is followed: the map stays whole above the list of its hops. */
const FOLLOWING_PERCENT = 64;
/** From here on they stand beside the map (see `map-panels.css`). */
const ROOM_BESIDE_PX = 960;

interface MapStackProps {
  readonly map: MapShown;
  /** The terminals. */
  readonly children: ReactNode;
}

/** The terminals with the map under them, or, on a narrow page, one of the two (see `split.css`). */
export function MapStack({ map, children }: MapStackProps) {
  const t = useTranslations('machine.map');
  const isNarrow = useIsNarrow();
  const { side } = useView();
  const isThere = isNarrow ? side === 'map' : map.isShown;
  const isUnder = isThere && !isNarrow;
  const group = useGroupRef();
  const [isFollowing, setFollowing] = useState(false);
  const follow = useCallback((isBegun: boolean) => {
    const room = document.getElementById('machine-stack')?.clientWidth ?? 0;
    setFollowing(isBegun && room < ROOM_BESIDE_PX);
  }, []);
  const percent = isFollowing ? Math.max(map.percent, FOLLOWING_PERCENT) : map.percent;
  // The settings change it, too; what was dragged there stands there already.
  useEffect(() => {
    const { current } = group;
    if (current !== null && 'map-panel' in current.getLayout()) current.setLayout(layoutOf(percent));
  }, [group, percent]);
  return (
    <Group
      id="machine-stack"
      groupRef={group}
      orientation="vertical"
      className="stack min-h-0 flex-1"
      defaultLayout={map.isShown ? layoutOf(map.percent) : { 'terminals-panel': 100 }}
      onLayoutChanged={(layout, { isUserInteraction }) => {
        const dragged = layout['map-panel'];
        if (isUserInteraction && dragged !== undefined) map.resize(dragged);
      }}
    >
      <Panel id="terminals-panel" minSize={`${100 - MOST_PERCENT}%`} className="flex flex-col">
        {children}
      </Panel>
      {isUnder && <Separator id="map-split" className="split-handle" data-stacked aria-label={t('separator')} />}
      {isThere && (
        <Panel id="map-panel" defaultSize={`${map.percent}%`} minSize={`${LEAST_PERCENT}%`}>
          <MapArea onHide={isNarrow ? undefined : () => hide(map)} onFollowing={follow} />
        </Panel>
      )}
    </Group>
  );
}

function layoutOf(percent: number) {
  return { 'terminals-panel': 100 - percent, 'map-panel': percent };
}

/** Hidden, the map takes its own button with it. */
function hide(map: MapShown): void {
  map.show(false);
  document.querySelector<HTMLElement>('[data-map-toggle]')?.focus();
}
