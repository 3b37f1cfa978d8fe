import { describe, expect, test } from 'vitest';
import { check } from '../../../labs/docker-network/steps/neighbours/check.ts';
import type { Observation } from '../../../sandbox/observation.ts';
import { changed, failedWith, judge, namespaceOf, PASSED, scene } from '../scenes.ts';

const talked = scene('two-containers-after-ping');
const before = scene('after-client-curl-8080');
const PAIR = ['exporter', 'box'];

function neighbours(machine: Observation, name: string) {
  return namespaceOf(machine, name).neighbours;
}

describe('The check of two neighbours', () => {
  test('passes after two containers have really talked', () => {
    const verdict = judge(check, talked, { baseline: before });
    expect(verdict).toEqual(PASSED);
    expect(verdict).toMatchObject({ evidence: { containers: expect.arrayContaining(PAIR) } });
  });

  test('fails for an exchange of long ago', () => {
    expect(judge(check, talked)).toEqual(failedWith('talked-before'));
  });

  test('fails when only one of them has sent since then', () => {
    const oneSided = changed(talked, (machine) => {
      for (const link of namespaceOf(machine, 'box').links) link.counters.txPackets += 3;
    });
    expect(judge(check, oneSided, { baseline: talked })).toEqual(failedWith('talked-before'));
  });

  test('fails when they have talked to the host alone', () => {
    const strangers = changed(talked, (machine) => {
      for (const name of PAIR) {
        const list = neighbours(machine, name);
        list.splice(0, list.length, ...list.filter(({ address }) => address === '172.17.0.1'));
      }
    });
    expect(judge(check, strangers, { baseline: before })).toEqual(failedWith('no-exchange'));
  });

  test.each(['permanent', 'failed', 'incomplete'] as const)('does not take a %s entry for a talk', (state) => {
    const written = changed(talked, (machine) => {
      for (const entry of neighbours(machine, 'box')) entry.state = state;
    });
    expect(judge(check, written, { baseline: before })).toEqual(failedWith('no-exchange'));
  });

  test('does not take an entry with another MAC address for a talk', () => {
    const wrong = changed(talked, (machine) => {
      for (const entry of neighbours(machine, 'box')) entry.mac = '02:00:00:00:00:01';
    });
    expect(judge(check, wrong, { baseline: before })).toEqual(failedWith('no-exchange'));
  });

  test('wants both to know each other', () => {
    const oneWay = changed(talked, (machine) => {
      neighbours(machine, 'exporter').length = 0;
    });
    expect(judge(check, oneWay, { baseline: before })).toEqual(failedWith('no-exchange'));
  });

  test('fails with one container', () => {
    expect(judge(check, scene('nginx-default-bridge'))).toEqual(failedWith('one-container'));
  });
});
