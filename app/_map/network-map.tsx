'use client';

import { useLocale } from 'next-intl';
import { useMemo, useState } from 'react';
import { useSession } from '../_session/session-context.tsx';
import { mapTexts } from '../_text/map.ts';
import { DetailPanel } from './detail-panel.tsx';
import { MapCanvas } from './map-canvas.tsx';
import type { FeedState, Moment } from './map-feed.ts';
import { MapNotice, MapPlaceholder } from './map-notice.tsx';
import { MapTable } from './map-table.tsx';
import { MapToolbar } from './map-toolbar.tsx';
import { NO_WRONG, wrongTurns } from './marks.ts';
import { PacketPanel } from './packet-panel.tsx';
import { Timeline } from './timeline.tsx';
import { useEarlier } from './use-earlier.ts';
import { useMapFeed } from './use-map-feed.ts';

interface NetworkMapProps {
  readonly isFull: boolean;
  readonly onFull: (isFull: boolean) => void;
  /** Undefined where the map has a tab of its own. */
  readonly onHide: (() => void) | undefined;
  /** A packet is followed, which takes more room than the map alone. */
  readonly onFollowing: (isFollowing: boolean) => void;
}

/** What one looks at beside the picture. */
export type Aside = { readonly kind: 'detail'; readonly id: string; readonly isEntered: boolean } | { readonly kind: 'packet' };

const NOWHERE: ReadonlySet<string> = new Set();

/** The live map of the learner's machine, with its tools. */
export function NetworkMap(props: NetworkMapProps) {
  const text = mapTexts[useLocale()];
  const feed = useMapFeed();
  const now = feed.moments.at(-1);
  if (now !== undefined) return <Drawn feed={feed} now={now} {...props} />;
  return <MapPlaceholder>{feed.isUnreadable ? text.states.unreadableBare : text.states.waiting}</MapPlaceholder>;
}

function Drawn({ feed, now, onFollowing, ...frame }: NetworkMapProps & { readonly feed: FeedState; readonly now: Moment }) {
  const [past, setPast] = useState<Moment>();
  const [aside, setAside] = useState<Aside>();
  const [isTable, setTable] = useState(false);
  const [spot, setSpot] = useState(NOWHERE);
  const earlier = useEarlier();
  const index = past === undefined ? -1 : feed.moments.indexOf(past);
  const moment = (index < 0 ? undefined : past) ?? now;
  const { session } = useSession();
  const isLive = moment === now;
  const marks = useMemo(
    () => ({ subject: moment.subject, wrong: isLive ? wrongTurns(session) : NO_WRONG }),
    [moment.subject, isLive, session],
  );
  const chosen = aside?.kind === 'detail' ? aside.id : undefined;
  const isFollowing = aside?.kind === 'packet';
  const choose = useMemo(
    () =>
      (id: string | undefined, isEntered = false) => {
        setSpot(NOWHERE);
        setAside((known) =>
          id === undefined ? (known?.kind === 'detail' ? undefined : known) : { kind: 'detail', id, isEntered },
        );
      },
    [],
  );
  const close = () => {
    setSpot(NOWHERE);
    setAside(undefined);
  };
  return (
    <div className="flex min-h-0 flex-1 flex-col" data-map data-sequence={moment.observation.sequence}>
      <MapToolbar
        {...frame}
        moment={moment}
        isLive={isLive}
        isTable={isTable}
        onTable={setTable}
        isFollowing={isFollowing}
        onFollow={() => (isFollowing ? close() : setAside({ kind: 'packet' }))}
      />
      <Notices feed={feed} moment={moment} />
      <div className="map-body flex min-h-0 flex-1">
        {isTable ? (
          <MapTable moment={moment} marks={marks} />
        ) : (
          <MapCanvas moment={moment} isLive={isLive} marks={marks} chosen={chosen} onChoose={choose} spot={spot} />
        )}
        {aside?.kind === 'detail' && !isTable && (
          <DetailPanel key={aside.id} {...{ moment, marks }} id={aside.id} isEntered={aside.isEntered} onClose={close} />
        )}
        {isFollowing && <PacketPanel {...{ moment, isLive, onFollowing }} onSpot={setSpot} onClose={close} />}
      </div>
      {(feed.moments.length > 1 || earlier !== undefined) && (
        <Timeline
          earlier={earlier}
          moments={feed.moments}
          index={index < 0 ? undefined : index}
          onChange={(at) => setPast(at === undefined ? undefined : feed.moments[at])}
        />
      )}
    </div>
  );
}

function Notices({ feed, moment: { picture } }: { readonly feed: FeedState; readonly moment: Moment }) {
  const { states } = mapTexts[useLocale()];
  return (
    <>
      {feed.isUnreadable && <MapNotice>{states.unreadable}</MapNotice>}
      {picture.isDockerSilent && <MapNotice>{states.dockerSilent}</MapNotice>}
      {picture.isTruncated && <MapNotice>{states.truncated}</MapNotice>}
    </>
  );
}
