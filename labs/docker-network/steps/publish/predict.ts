import { DEFAULT_BRIDGE } from '../../../core/default-bridge.ts';
import { publishedPlugs, rulesFrom } from '../../../core/netfilter.ts';
import { ipv4Of, isLive, pluggedContainers } from '../../../core/network.ts';
import { definePredictions } from '../../../core/prediction.ts';

export const predictions = definePredictions({
  /** Comes when there is one container to whom a published port leads and one to whom none does. */
  'whose-rules': ({ observation }) => {
    const published = publishedPlugs(observation, DEFAULT_BRIDGE).map(({ plug }) => plug.outside.name);
    const others = pluggedContainers(observation, DEFAULT_BRIDGE).filter(
      (plug) => isLive(plug) && !published.includes(plug.outside.name),
    );
    if (published.length === 0 || others.length === 0) return undefined;
    const named = rulesFrom(observation, 'filter', 'FORWARD').map(({ rule }) => rule.destination?.split('/')[0]);
    return others.every(({ inside }) => named.includes(ipv4Of(inside)?.address)) ? 'both' : 'published';
  },
});
