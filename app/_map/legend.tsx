import { Panel } from '@xyflow/react';
import { useLocale } from 'next-intl';
import { mapTexts } from '../_text/map.ts';
import { Icon } from '../_ui/icon.tsx';
import type { Moment } from './map-feed.ts';
import type { Marks } from './marks.ts';

/** Says what the marks mean that are on the map just now. */
export function Legend({ moment: { picture }, marks }: { readonly moment: Moment; readonly marks: Marks }) {
  const text = mapTexts[useLocale()].marks;
  const interfaces = picture.places.flatMap((place) => place.interfaces);
  const isAmiss =
    marks.wrong.size > 0 ||
    interfaces.some(({ trouble }) => trouble !== undefined) ||
    picture.publications.some(({ isLetThrough, target }) => !isLetThrough || target === undefined);
  if (marks.subject.size === 0 && !isAmiss) return null;
  return (
    <Panel position="bottom-right" className="map-legend">
      {marks.subject.size > 0 && (
        <p>
          <span className="map-legend-ring" aria-hidden="true" />
          {text.subject}
        </p>
      )}
      {isAmiss && (
        <p className="text-bad">
          <Icon name="warning" size={12} />
          {text.amiss}
        </p>
      )}
    </Panel>
  );
}
