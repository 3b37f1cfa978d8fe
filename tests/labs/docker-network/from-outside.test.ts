import { describe, expect, test } from 'vitest';
import { check } from '../../../labs/docker-network/steps/from-outside/check.ts';
import type { Observation } from '../../../sandbox/observation.ts';
import { changed, failedWith, hostLink, judge, namespaceOf, PASSED, portOf, rules, scene } from '../scenes.ts';

const baseline = scene('nginx-unpublished-exporter-published-8080');
const requested = scene('after-client-curl-8080');

interface Traffic {
  readonly turned?: number;
  /** Of what was turned, what has come in by PREROUTING; all of it, where something was accepted. */
  readonly entered?: number;
  readonly accepted?: number;
  readonly client?: number;
  /** Packets that the host's interfaces have carried; without them the counts of the rules are made up. */
  readonly carried?: number;
}

function traffic({ turned = 0, accepted = 0, client = 0, carried = 10, ...more }: Traffic): Observation {
  const arrived = accepted > 0 ? carried : 0;
  const entered = more.entered ?? (accepted > 0 ? turned : 0);
  return changed(baseline, (machine) => {
    count(door(machine), entered);
    count(rules(machine, 'nat', 'DNAT'), turned);
    const accepting = rules(machine, 'filter', 'ACCEPT').filter(({ destinationPort }) => destinationPort === '8080');
    count(accepting, accepted);
    for (const link of machine.namespaces.find(({ role }) => role === 'client')?.links ?? []) {
      link.counters.txPackets += client;
      link.counters.rxPackets += client;
    }
    hostLink(machine, portOf(machine, 'exporter')).counters.txPackets += carried;
    hostLink(machine, 'eth0').counters.rxPackets += arrived;
  });
}

function count(each: readonly { packets: number }[], packets: number): void {
  for (const rule of each) rule.packets += packets;
}

function door(machine: Observation): { packets: number }[] {
  const nat = machine.namespaces.find(({ role }) => role === 'host')?.tables.find(({ name }) => name === 'nat');
  return nat?.chains.find(({ name }) => name === 'PREROUTING')?.rules ?? [];
}

describe('The check of a request from outside', () => {
  test('passes after a request that a client really made', () => {
    expect(judge(check, requested, { baseline })).toMatchObject({ status: 'passed', evidence: { container: 'exporter' } });
  });

  test('fails until there is a request since the step was opened', () => {
    expect(judge(check, baseline)).toEqual(failedWith('no-request'));
    expect(judge(check, requested, { baseline: requested })).toEqual(failedWith('no-request'));
  });

  test('fails for a request of the host itself, which DNAT counts too', () => {
    expect(judge(check, traffic({ turned: 3 }), { baseline })).toEqual(failedWith('from-host-only'));
  });

  test('fails for a request straight to the container', () => {
    expect(judge(check, traffic({ accepted: 1, client: 5 }), { baseline })).toEqual(failedWith('around-the-port'));
  });

  test('fails for a request of the host and another straight to the container, which count at both rules', () => {
    const both = traffic({ turned: 1, entered: 0, accepted: 1, client: 5 });
    expect(judge(check, both, { baseline })).toEqual(failedWith('around-the-port'));
  });

  test('fails when somebody else than the client asked', () => {
    expect(judge(check, traffic({ turned: 1, accepted: 1 }), { baseline })).toEqual(failedWith('not-from-client'));
    expect(judge(check, traffic({ turned: 1, accepted: 1, client: 5 }), { baseline })).toEqual(PASSED);
  });

  test('fails for counts that the rules were laid with, though the client sent a ping', () => {
    const forged = traffic({ turned: 7, accepted: 7, client: 1, carried: 0 });
    expect(judge(check, forged, { baseline })).toEqual(failedWith('no-request'));
    hostLink(forged, portOf(forged, 'exporter')).counters.txPackets += 3;
    expect(judge(check, forged, { baseline })).toEqual(failedWith('from-host-only'));
  });

  test('counts no more packets than the interfaces have carried', () => {
    const padded = traffic({ turned: 900, accepted: 900, client: 5, carried: 4 });
    expect(judge(check, padded, { baseline })).toMatchObject({ evidence: { dnatPackets: 4, acceptedPackets: 4 } });
  });

  test('takes the rules’ word on a machine without a client', () => {
    const alone = changed(traffic({ turned: 1, accepted: 1 }), (machine) => {
      machine.namespaces = machine.namespaces.filter(({ role }) => role !== 'client');
    });
    expect(judge(check, alone, { baseline })).toEqual(PASSED);
  });

  test('fails when nothing in the container listens', () => {
    const deaf = changed(requested, (machine) => {
      namespaceOf(machine, 'exporter').listening = [];
    });
    expect(judge(check, deaf, { baseline })).toEqual(failedWith('nobody-listens'));
  });

  test('fails when no container is published', () => {
    expect(judge(check, scene('nginx-default-bridge'))).toEqual(failedWith('not-published'));
  });
});
