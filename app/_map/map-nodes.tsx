import type { NodeProps } from '@xyflow/react';
import { useLocale } from 'next-intl';
import { memo } from 'react';
import type { PlaceKind } from '../../labs/core/picture/picture.ts';
import { filled } from '../_terminal/terminal-text.ts';
import { mapTexts } from '../_text/map.ts';
import { Icon, type IconName } from '../_ui/icon.tsx';
import { othersIn, placeUnder } from './node-label.ts';
import type { PlaceNode, PlugNode } from './nodes-of.ts';

const placeIcons: Readonly<Record<PlaceKind, IconName>> = {
  client: 'screen',
  host: 'server',
  container: 'box',
  namespace: 'frame',
};

/** A network namespace: the client, the host, a container, or one made by hand. */
const PlaceBox = memo(function PlaceBox({ data: { place, hidden, isWrong, isLeaving } }: NodeProps<PlaceNode>) {
  const text = mapTexts[useLocale()];
  const others = othersIn(place).length;
  const below = placeUnder(place, text);
  return (
    <div className="map-place" data-kind={place.kind} data-leaving={isLeaving || undefined}>
      <p className="map-place-name">
        <Icon name={placeIcons[place.kind]} size={13} />
        <span className="truncate">{place.name}</span>
        {isWrong && <Amiss size={13} />}
        {others > 0 && <span className="map-more"> +{others}</span>}
      </p>
      {below !== '' && <p className="map-place-image truncate"> {below}</p>}
      {hidden > 0 && <p className="map-hidden"> {filled(text.hidden, { count: hidden })}</p>}
    </div>
  );
});

/** An interface that packets pass: a plug with its name and, where it has one, its address. */
const Plug = memo(function Plug({ data: { plug, isWrong, isLeaving } }: NodeProps<PlugNode>) {
  return (
    <div
      className="map-plug"
      data-kind={plug.kind}
      data-down={!plug.isUp || undefined}
      data-trouble={plug.trouble?.code}
      data-leaving={isLeaving || undefined}
    >
      {(isWrong || plug.trouble !== undefined) && <Amiss size={11} />}
      <span className="max-w-full shrink-0 truncate">{plug.name}</span>
      {plug.addresses[0] !== undefined && <span className="map-address min-w-0 truncate"> {plug.addresses[0]}</span>}
    </div>
  );
});

/** A bridge is a bar, as long as its ports need. */
const Bridge = memo(function Bridge({ data: { plug, isWrong, isLeaving } }: NodeProps<PlugNode>) {
  return (
    <div
      className="map-bridge"
      data-down={!plug.isUp || undefined}
      data-trouble={plug.trouble?.code}
      data-leaving={isLeaving || undefined}
    >
      <p className="flex min-w-0 items-center gap-1">
        {(isWrong || plug.trouble !== undefined) && <Amiss size={12} />}
        <span className="truncate font-semibold">{plug.name}</span>
      </p>
      {plug.dockerNetwork !== undefined && <p className="truncate">{` ${plug.dockerNetwork}`}</p>}
      {plug.addresses.slice(0, 2).map((address) => (
        <p key={address} className="map-address truncate">
          {` ${address}`}
        </p>
      ))}
    </div>
  );
});

/** One sign for whatever is not as it should be; the words are where one points and in the details. */
function Amiss({ size }: { readonly size: number }) {
  return (
    <span className="map-amiss">
      <Icon name="warning" size={size} />
    </span>
  );
}

export const nodeTypes = { place: PlaceBox, plug: Plug, bridge: Bridge };
