import { describe, expect, test } from 'vitest';
import { check, question } from '../../../labs/docker-network/steps/empty-bridge/check.ts';
import { answerTo, changed, containers, failedWith, hostLink, judge, PASSED, portOf, scene } from '../scenes.ts';

const fresh = scene('fresh-machine');
const one = scene('nginx-default-bridge');

describe('The check of the empty bridge', () => {
  test('passes with no container and no port', () => {
    expect(judge(check, fresh)).toMatchObject({ status: 'passed', evidence: { bridge: 'docker0 (172.17.0.1/16)' } });
  });

  test('passes with a container that is not on the bridge', () => {
    expect(judge(check, scene('container-network-none'))).toEqual(PASSED);
  });

  test('fails while a container is plugged in, and names it', () => {
    expect(judge(check, one)).toMatchObject({
      reason: 'container-running',
      found: { en: expect.stringMatching(/veth.*web/), ko: expect.stringMatching(/veth.*web/) },
    });
  });

  test('fails when the veth was only pulled out', () => {
    const pulled = changed(one, (machine) => {
      hostLink(machine, portOf(machine, 'web')).master = undefined;
    });
    expect(judge(check, pulled)).toEqual(failedWith('pulled-out'));
  });

  test('fails when a port without a container remains', () => {
    const orphan = changed(one, (machine) => {
      containers(machine).length = 0;
    });
    expect(judge(check, orphan)).toEqual(failedWith('port-without-container'));
  });
});

describe('The question about the bridge id', () => {
  const id = hostLink(fresh, 'docker0').bridge?.id ?? '';
  const mac = hostLink(fresh, 'docker0').mac ?? '';

  test.each([id, id.toUpperCase(), ` ${id} `, `\`${id}\``, `8000:${mac}`, `0x${id}`])('accepts %j', (answer) => {
    expect(answerTo(question, fresh, answer)).toEqual(PASSED);
  });

  test.each([
    [mac, 'mac-only'],
    ['8000.000000000000', 'wrong-id'],
    ['docker0', 'wrong-id'],
    ['', 'wrong-id'],
  ])('tells what is wrong with %j: %s', (answer, reason) => {
    expect(answerTo(question, fresh, answer)).toEqual(failedWith(reason));
  });

  test('is never met by an empty id', () => {
    const without = changed(fresh, (machine) => {
      const docker0 = hostLink(machine, 'docker0');
      docker0.bridge = undefined;
      docker0.mac = undefined;
    });
    expect(answerTo(question, without, 'xyz')).toEqual(failedWith('wrong-id'));
  });
});
