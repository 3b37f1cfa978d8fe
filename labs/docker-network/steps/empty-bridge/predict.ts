import { DEFAULT_BRIDGE } from '../../../core/default-bridge.ts';
import { bridge, containersOnDefaultBridge } from '../../../core/network.ts';
import { definePredictions } from '../../../core/prediction.ts';

export const predictions = definePredictions({
  /** Docker answers and names nobody on the bridge, and the kernel has no port there: then the bridge has settled. */
  'empty-state': ({ observation }) => {
    if (observation.docker.state !== 'running' || containersOnDefaultBridge(observation).length > 0) return undefined;
    const docker0 = bridge(observation, DEFAULT_BRIDGE);
    if (docker0 === undefined) return 'gone';
    if (docker0.ports.length > 0) return undefined;
    return docker0.link.up && docker0.link.carrier ? 'still-up' : 'no-carrier';
  },
});
