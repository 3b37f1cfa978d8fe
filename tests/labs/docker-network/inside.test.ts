import { describe, expect, test } from 'vitest';
import { check, question } from '../../../labs/docker-network/steps/inside/check.ts';
import { answerTo, changed, failedWith, judge, namespaceOf, PASSED, scene } from '../scenes.ts';

const two = scene('nginx-unpublished-exporter-published-8080');

describe('The check of the view from inside', () => {
  test('passes when eth0 lies in docker0’s subnet', () => {
    expect(judge(check, two)).toMatchObject({ status: 'passed', evidence: { interface: 'eth0', address: '172.17.0.2/16' } });
  });

  test('fails when the address was changed to one outside, or taken away', () => {
    const one = scene('nginx-default-bridge');
    const strange = changed(one, (machine) => {
      for (const link of namespaceOf(machine, 'web').links) {
        link.addresses = [{ family: 'inet', address: '10.1.1.1', prefixLength: 24 }];
      }
    });
    expect(judge(check, strange)).toMatchObject({
      reason: 'outside-subnet',
      found: { en: expect.stringContaining('172.17.0.0/16') },
    });
    const bare = changed(one, (machine) => {
      for (const link of namespaceOf(machine, 'web').links) link.addresses = [];
    });
    expect(judge(check, bare)).toEqual(failedWith('no-address'));
  });
});

describe('The question about the address inside', () => {
  test.each(['172.17.0.2', '172.17.0.2/16', 'inet addr:172.17.0.3', ' 172.17.0.3 255.255.0.0'])('accepts %j', (answer) => {
    expect(answerTo(question, two, answer)).toEqual(PASSED);
  });

  test.each([
    ['172.17.0.1', 'bridge-address'],
    ['192.168.0.10', 'outside-subnet'],
    ['8.8.8.8', 'outside-subnet'],
    ['172.17.9.9', 'nobody'],
    ['eth0', 'not-an-address'],
    ['172.17.0.2/24', 'wrong-mask'],
  ])('tells what is wrong with %j: %s', (answer, reason) => {
    expect(answerTo(question, two, answer)).toEqual(failedWith(reason));
  });

  test('says that no container runs when the machine is fresh, whatever the answer', () => {
    expect(answerTo(question, scene('fresh-machine'), '172.17.0.2')).toEqual(failedWith('no-container'));
  });
});
