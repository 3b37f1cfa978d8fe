import { DEFAULT_BRIDGE } from '../../../core/default-bridge.ts';
import { bridge, ipv4Of, isLive, type Plug, pluggedContainers } from '../../../core/network.ts';
import { definePredictions } from '../../../core/prediction.ts';

export const predictions = definePredictions({
  /** Comes when one container has learnt, not been told, which MAC address another one's IP address is at. */
  'whose-mac': ({ observation }) => {
    const plugs = pluggedContainers(observation, DEFAULT_BRIDGE).filter(isLive);
    const gateway = bridge(observation, DEFAULT_BRIDGE)?.link.mac;
    for (const plug of plugs) {
      const other = plugs.find((each) => each.namespace !== plug.namespace && learntMac(plug, each) !== undefined);
      const mac = other && learntMac(plug, other);
      if (mac === undefined) continue;
      if (mac === other?.inside.mac) return 'container';
      if (mac === gateway) return 'gateway';
    }
    return undefined;
  },
});

function learntMac({ namespace }: Plug, other: Plug): string | undefined {
  const address = ipv4Of(other.inside)?.address;
  const row = namespace.neighbours.find((neighbour) => neighbour.address === address);
  const isLearnt = row !== undefined && ['reachable', 'stale', 'delay', 'probe'].includes(row.state);
  return isLearnt ? row.mac : undefined;
}
