import type { Link, Observation } from '../../../../sandbox/observation.ts';
import { DEFAULT_BRIDGE } from '../../../core/default-bridge.ts';
import { hostNamespace, isLive, peerOf, pluggedContainers } from '../../../core/network.ts';
import { definePredictions } from '../../../core/prediction.ts';

export const predictions = definePredictions({
  /** Docker makes both ends on the host and then moves one, so a pair of which the host has both is still on its way. */
  'new-on-host': ({ observation, baseline }) => {
    const known = veths(baseline).map(({ index }) => index);
    const added = veths(observation).filter(({ index }) => !known.includes(index));
    const plugs = pluggedContainers(observation, DEFAULT_BRIDGE).filter(isLive);
    const outside = new Set(plugs.map((plug) => plug.outside.index).filter((index) => !known.includes(index)));
    if (outside.size === 0) return isOffTheBridge(observation, baseline) ? 'none' : undefined;
    if (added.some((link) => peerOf(observation, link)?.namespace.role === 'host')) return undefined;
    return added.length > outside.size ? 'two' : 'one';
  },
});

function veths(observation: Observation): Link[] {
  return hostNamespace(observation)?.links.filter(({ kind }) => kind === 'veth') ?? [];
}

/** A container that was told to stay away from the bridge has come, and runs. */
function isOffTheBridge(observation: Observation, baseline: Observation): boolean {
  if (observation.docker.state !== 'running') return false;
  const before = baseline.docker.state === 'running' ? baseline.docker.containers.map(({ id }) => id) : [];
  return observation.docker.containers.some(
    ({ id, state, networkMode }) => !before.includes(id) && state === 'running' && /^(none|host)$/.test(networkMode),
  );
}
