import { describe, expect, test } from 'vitest';
import { check, question } from '../../../labs/docker-network/steps/docker0/check.ts';
import { answerTo, changed, failedWith, hostLink, judge, PASSED, scene } from '../scenes.ts';

const fresh = scene('fresh-machine');
const moved = changed(fresh, (machine) => {
  hostLink(machine, 'docker0').addresses = [{ family: 'inet', address: '10.9.8.1', prefixLength: 24 }];
});

describe('The check of docker0', () => {
  test('passes while it is up and has an address', () => {
    expect(judge(check, fresh)).toMatchObject({ status: 'passed', evidence: { address: '172.17.0.1/16' } });
  });

  test('fails when its address is gone or it is off', () => {
    const bare = changed(fresh, (machine) => {
      hostLink(machine, 'docker0').addresses = [];
    });
    expect(judge(check, bare)).toEqual(failedWith('no-address'));
    const off = changed(fresh, (machine) => {
      hostLink(machine, 'docker0').up = false;
    });
    expect(judge(check, off)).toEqual(failedWith('docker0-down'));
  });
});

describe('The question about docker0’s address', () => {
  test.each(['172.17.0.1/16', ' 172.17.0.1 255.255.0.0 ', 'INET 172.17.0.1 NETMASK 0xFFFF0000', '`172.17.0.1/16`'])(
    'accepts %j',
    (answer) => {
      expect(answerTo(question, fresh, answer)).toEqual(PASSED);
    },
  );

  test.each([
    ['172.17.0.1', 'mask-missing'],
    ['172.17.0.1/24', 'wrong-mask'],
    ['192.168.0.10/24', 'wrong-address'],
    ['10.1.2.3/16', 'wrong-address'],
    ['docker0', 'not-an-address'],
    ['', 'not-an-address'],
  ])('tells what is wrong with %j: %s', (answer, reason) => {
    expect(answerTo(question, fresh, answer)).toEqual(failedWith(reason));
  });

  test('names the interface whose address was given', () => {
    expect(answerTo(question, fresh, '192.168.0.10/24')).toMatchObject({ found: { en: '192.168.0.10 is the address of eth0.' } });
  });

  test('is about this very machine', () => {
    expect(answerTo(question, moved, '172.17.0.1/16')).toEqual(failedWith('wrong-address'));
    expect(answerTo(question, moved, '10.9.8.1/24')).toEqual(PASSED);
  });
});
