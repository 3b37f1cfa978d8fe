import { describe, expect, test } from 'vitest';
import { check, question } from '../../../labs/docker-network/steps/pair/check.ts';
import { answerTo, changed, container, containers, failedWith, judge, PASSED, portOf, scene } from '../scenes.ts';

const two = scene('nginx-unpublished-exporter-published-8080');
const web = portOf(two, 'web');
const exporter = portOf(two, 'exporter');

describe('The check of the pair', () => {
  test('passes with two containers to tell apart', () => {
    expect(judge(check, two)).toMatchObject({ status: 'passed', evidence: { ports: [web, exporter] } });
  });

  test('fails with one, and names it', () => {
    expect(judge(check, scene('nginx-default-bridge'))).toMatchObject({
      reason: 'one-container',
      found: { en: expect.stringContaining('web') },
    });
  });

  test('fails when two containers share one namespace, and so one veth', () => {
    const shared = changed(scene('nginx-default-bridge'), (machine) => {
      containers(machine).push({ ...container(machine, 'web'), id: 'f00d', name: 'sidecar' });
    });
    expect(judge(check, shared)).toEqual(failedWith('one-container'));
    expect(answerTo(question, shared, `sidecar ${portOf(shared, 'web')}`)).toEqual(PASSED);
  });
});

describe('The question about the pair', () => {
  test.each([
    `web ${web}`,
    `${web} web`,
    `WEB = ${web.toUpperCase()}`,
    `exporter: ${exporter}@if6`,
    `${container(two, 'web').id.slice(0, 12)} ${web}`,
  ])('accepts %j', (answer) => {
    expect(answerTo(question, two, answer)).toEqual(PASSED);
  });

  test.each([
    [`web ${exporter}`, 'wrong-pair'],
    [`exporter ${web}`, 'wrong-pair'],
    [`web exporter ${web}`, 'more-than-one'],
    [`web ${web} ${exporter}`, 'more-than-one'],
    [web, 'container-missing'],
    ['web', 'veth-missing'],
    ['web eth0', 'veth-missing'],
    ['nobody veth0000000', 'container-missing'],
  ])('tells what is wrong with %j: %s', (answer, reason) => {
    expect(answerTo(question, two, answer)).toEqual(failedWith(reason));
  });
});
