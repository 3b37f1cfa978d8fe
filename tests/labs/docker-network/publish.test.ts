import { describe, expect, test } from 'vitest';
import { check, question } from '../../../labs/docker-network/steps/publish/check.ts';
import type { Observation } from '../../../sandbox/observation.ts';
import { answerTo, changed, container, containers, failedWith, host, judge, PASSED, rules, scene } from '../scenes.ts';

const published = scene('nginx-unpublished-exporter-published-8080');

function without(table: string, target: string): Observation {
  return changed(published, (machine) => {
    for (const chain of host(machine).tables.find(({ name }) => name === table)?.chains ?? []) {
      chain.rules = chain.rules.filter((rule) => rule.target !== target || rule.destinationPort !== '8080');
    }
  });
}

describe('The check of the published port', () => {
  test('passes with one container published on 8080 and one that is not', () => {
    expect(judge(check, published)).toMatchObject({
      status: 'passed',
      evidence: { published: 'exporter', unpublished: 'web' },
    });
  });

  test('passes whatever the containers are called and whichever port they use inside', () => {
    const other = changed(published, (machine) => {
      container(machine, 'exporter').name = 'shop';
      for (const rule of rules(machine, 'nat', 'DNAT')) rule.toDestination = '172.17.0.3:80';
      for (const rule of rules(machine, 'filter', 'ACCEPT')) if (rule.destinationPort) rule.destinationPort = '80';
    });
    expect(judge(check, other)).toMatchObject({ status: 'passed', evidence: { published: 'shop' } });
  });

  test('fails when nothing is published', () => {
    expect(judge(check, scene('nginx-default-bridge'))).toEqual(failedWith('not-published'));
    expect(judge(check, scene('container-network-host'))).toEqual(failedWith('host-network'));
  });

  test('fails when another host port is published', () => {
    const elsewhere = changed(published, (machine) => {
      for (const rule of rules(machine, 'nat', 'DNAT')) rule.destinationPort = '9090';
      for (const port of container(machine, 'exporter').ports) port.hostPort = 9090;
    });
    expect(judge(check, elsewhere)).toEqual(failedWith('wrong-port'));
  });

  test.each([
    ['nat', 'DNAT'],
    ['filter', 'ACCEPT'],
  ])('fails when Docker says it is published, but the rule in %s is gone', (table, target) => {
    expect(judge(check, without(table, target))).toEqual(failedWith('rule-missing'));
  });

  test('is not taken in by a rule for another protocol or for one sender only', () => {
    const udp = changed(published, (machine) => {
      for (const rule of rules(machine, 'nat', 'DNAT')) rule.protocol = 'udp';
    });
    expect(judge(check, udp)).toEqual(failedWith('rule-missing'));
    const narrow = changed(published, (machine) => {
      for (const rule of rules(machine, 'nat', 'DNAT')) rule.source = '10.0.0.1/32';
    });
    expect(judge(check, narrow)).toEqual(failedWith('rule-missing'));
  });

  test('fails when there is nothing to compare', () => {
    const alone = changed(published, (machine) => {
      const list = containers(machine);
      list.splice(0, list.length, container(machine, 'exporter'));
    });
    expect(judge(check, alone)).toEqual(failedWith('nothing-to-compare'));
  });
});

describe('The question about where requests go', () => {
  test.each([
    '172.17.0.3:8080',
    '172.17.0.3 8080',
    '172.17.0.3/32 port 8080',
    '--to-destination 172.17.0.3:8080',
    '172.17.0.3:8080/tcp',
  ])('accepts %j', (answer) => {
    expect(answerTo(question, published, answer)).toEqual(PASSED);
  });

  test.each([
    ['172.17.0.3', 'wrong-target-port'],
    ['172.17.0.3:80', 'wrong-target-port'],
    ['172.17.0.2:80', 'wrong-target'],
    ['192.168.0.10:8080', 'wrong-target'],
    ['exporter', 'wrong-target'],
  ])('tells what is wrong with %j: %s', (answer, reason) => {
    expect(answerTo(question, published, answer)).toEqual(failedWith(reason));
  });
});
