import type { Container, Observation, Probe } from '../../../../sandbox/observation.ts';
import { defineCheck } from '../../../core/check.ts';
import { DEFAULT_BRIDGE, withDefaultBridge } from '../../../core/default-bridge.ts';
import {
  bridge,
  containersOnDefaultBridge,
  isLive,
  namespaceById,
  ownNamespace,
  type Plug,
  pluggedContainers,
} from '../../../core/network.ts';
import { cableEndThings, containerThings, deadEndThings } from '../../../core/thing.ts';
import { type Failed, passed } from '../../../core/verdict.ts';
import * as say from './failures.ts';
import { findings, type Times } from './findings.ts';

/** Enough for the fault that the set-up lays; more would be probes for a machine that somebody wrecked. */
const MOST_VICTIMS = 4;
const PING_TIMEOUT_MS = 1000;

export const check = defineCheck({
  // Both containers: which of the two lost its network is for the learner to find.
  subject: ({ observation }) => containerThings(observation, containersOnDefaultBridge(observation)),
  probes: ({ observation, baseline }) => {
    const gateway = bridge(observation, DEFAULT_BRIDGE)?.address?.address;
    if (gateway === undefined) return {};
    const mended = victims(baseline).filter((victim) => faultOf({ observation, baseline }, victim) === undefined);
    return Object.fromEntries(mended.map((victim) => [victim.id, pingFrom(victim, gateway)]));
  },
  judge: ({ observation, baseline, probes }) =>
    withDefaultBridge(observation, () => {
      const lost = victims(baseline);
      if (lost.length === 0) return say.failedNothingBroken();
      for (const victim of lost) {
        const fault = faultOf({ observation, baseline }, victim);
        if (fault !== undefined) return fault;
        if (probes[victim.id]?.reached !== true) return say.failedNoAnswer(victim, containerThings(observation, [victim]));
      }
      const plugs = lost.map((victim) => plugOf(observation, victim)?.outside.name ?? '');
      return passed({ mended: lost.map(({ name }) => name), ports: plugs });
    }),
});

/** The containers that had lost docker0 when the step was opened. */
function victims(baseline: Observation): Container[] {
  return containersOnDefaultBridge(baseline)
    .filter((container) => ownNamespace(baseline, container) !== undefined)
    .filter((container) => {
      const plug = plugOf(baseline, container);
      return plug === undefined || !isLive(plug);
    })
    .slice(0, MOST_VICTIMS);
}

function plugOf(observation: Observation, { id }: Container): Plug | undefined {
  const plugs = pluggedContainers(observation, DEFAULT_BRIDGE).filter(({ container }) => container.id === id);
  return plugs.find(isLive) ?? plugs[0];
}

function pingFrom({ namespaceId = '' }: Container, gateway: string): Probe {
  return { kind: 'ping', from: namespaceId, address: gateway, timeoutMs: PING_TIMEOUT_MS };
}

/** What is still wrong with a victim, by the kernel's facts; a ping has the last word. */
function faultOf({ observation, baseline }: Times, victim: Container): Failed | undefined {
  if (observation.docker.state !== 'running') return undefined;
  const now = observation.docker.containers.find(({ id }) => id === victim.id);
  if (now === undefined) return say.failedReplaced(victim);
  if (now.state !== 'running') return say.failedStopped(now);
  if (!isSameLife(observation, baseline, victim)) return say.failedRestarted(now, containerThings(observation, [now]));
  const plug = plugOf(observation, now);
  if (plug !== undefined && isLive(plug)) return undefined;
  const found = findings({ observation, baseline }, now);
  if (found === 'nothing') return say.failedSomebodyCutOff();
  if (found === 'who') return say.failedGatewaySilent(now);
  if (plug !== undefined) return say.failedDown(plug, deadEndThings(observation, plug));
  return say.failedDetached(now, { otherBridge: wrongBridge(observation, now), at: cableEndThings(observation, now) });
}

/**
 * A namespace's number is given anew as soon as it is free, so a restarted container may come by the same one. A process
 * that was there before tells that it is the same namespace.
 */
function isSameLife(observation: Observation, baseline: Observation, { namespaceId }: Container): boolean {
  const before = namespaceById(baseline, namespaceId)?.processes.map(({ pid }) => pid) ?? [];
  return namespaceById(observation, namespaceId)?.processes.some(({ pid }) => before.includes(pid)) ?? false;
}

/** The other bridge that the victim's cable is plugged into, if it is. */
function wrongBridge(observation: Observation, container: Container): string | undefined {
  const namespace = ownNamespace(observation, container);
  const host = observation.namespaces.find(({ role }) => role === 'host');
  const cable = host?.links.find(({ peer }) => peer !== undefined && peer.namespaceId === namespace?.id);
  return host?.links.find(({ index }) => index === cable?.master)?.name;
}
