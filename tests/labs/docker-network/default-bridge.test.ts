import { describe, expect, test } from 'vitest';
import { check, question } from '../../../labs/docker-network/steps/default-bridge/check.ts';
import type { Observation } from '../../../sandbox/observation.ts';
import { answerTo, changed, failedWith, hostLink, judge, PASSED, scene } from '../scenes.ts';

function withGateway(gateway: string): Observation {
  return changed(scene('fresh-machine'), (machine) => {
    if (machine.docker.state !== 'running') return;
    for (const network of machine.docker.networks) if (network.name === 'bridge') network.gateway = gateway;
  });
}

const fresh = withGateway('172.17.0.1');

describe('The check of the default bridge network', () => {
  test('passes while docker0 holds the gateway address', () => {
    expect(judge(check, fresh)).toMatchObject({ status: 'passed', evidence: { gateway: '172.17.0.1', interface: 'docker0' } });
  });

  test('fails when docker0’s address was changed by hand', () => {
    const moved = changed(fresh, (machine) => {
      hostLink(machine, 'docker0').addresses = [{ family: 'inet', address: '172.30.0.1', prefixLength: 16 }];
    });
    expect(judge(check, moved)).toMatchObject({
      reason: 'gateway-mismatch',
      found: { en: expect.stringContaining('docker0 (172.30.0.1/16)') },
    });
  });
});

describe('The question about the gateway', () => {
  test.each(['172.17.0.1 docker0', 'docker0 172.17.0.1', 'Docker0, 172.17.0.1/16', '"Gateway": "172.17.0.1" -> docker0'])(
    'accepts %j',
    (answer) => {
      expect(answerTo(question, fresh, answer)).toEqual(PASSED);
    },
  );

  test.each([
    ['docker0', 'gateway-missing'],
    ['192.168.0.2 eth0', 'wrong-gateway'],
    ['172.17.0.1', 'interface-missing'],
    ['172.17.0.1 bridge', 'network-name'],
    ['172.17.0.1 br0', 'interface-missing'],
    ['172.17.0.1 eth0', 'wrong-interface'],
    ['172.17.0.1 docker0 eth0 lo', 'wrong-interface'],
  ])('tells what is wrong with %j: %s', (answer, reason) => {
    expect(answerTo(question, fresh, answer)).toEqual(failedWith(reason));
  });

  test('is about this very machine', () => {
    expect(answerTo(question, withGateway('172.17.0.254'), '172.17.0.1 docker0')).toEqual(failedWith('wrong-gateway'));
  });
});
