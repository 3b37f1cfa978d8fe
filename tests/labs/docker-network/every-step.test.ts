import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadLabsWithChecks } from '../../../labs/core/load-checks.ts';
import { verdictSchema } from '../../../labs/core/verdict.ts';
import { crowded, withHostileNames } from '../hostile.ts';
import { answerTo, changed, failedWith, hostLink, judge, type Scene, scene } from '../scenes.ts';

const [lab] = (await loadLabsWithChecks(join(import.meta.dirname, '../../../labs'))).filter(
  ({ lab }) => lab.slug === 'docker-network',
);
const steps = [...(lab?.checks ?? [])].map(([id, checks]) => ({ id, ...checks }));

const SCENES: readonly Scene[] = [
  'after-client-curl-8080',
  'container-network-host',
  'container-network-none',
  'docker0-deleted',
  'dockerd-killed',
  'fresh-machine',
  'nginx-default-bridge',
  'nginx-unpublished-exporter-published-8080',
  'two-containers-after-ping',
  'veth-detached-from-docker0',
  'veth-down',
];

describe.each(steps)('Step $id', ({ check, question }) => {
  test('asks for work on a fresh machine', () => {
    const verdict = judge(check, scene('fresh-machine'));
    expect(verdict.status === 'failed' || question !== undefined).toBe(true);
  });

  test('says that dockerd does not run', () => {
    expect(judge(check, scene('dockerd-killed'))).toEqual(failedWith('docker-unreachable'));
  });

  test('says that docker0 is gone', () => {
    expect(judge(check, scene('docker0-deleted'))).toEqual(failedWith('docker0-missing'));
    if (question) expect(answerTo(question, scene('docker0-deleted'), 'docker0')).toEqual(failedWith('docker0-missing'));
  });

  test.each(SCENES)('gives a whole verdict in both languages on %s', (name) => {
    for (const baseline of [scene(name), scene('fresh-machine')]) {
      verdictSchema.parse(judge(check, scene(name), { baseline }));
      if (question) verdictSchema.parse(answerTo(question, scene(name), 'web 172.17.0.1/16 docker0'));
    }
  });

  test('judges any answer without a fault', () => {
    if (question === undefined) return;
    const machine = scene('nginx-unpublished-exporter-published-8080');
    const word = fc.constantFrom('web', 'docker0', '172.17.0.2', '172.17.0.1/16', 'eth0', '8000.0242', ':', '/', '');
    const answer = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 200 }),
      fc.array(word, { maxLength: 8 }).map((words) => words.join(' ')),
    );
    fc.assert(fc.property(answer, (text) => verdictSchema.safeParse(answerTo(question, machine, text)).success));
  });

  test.each(SCENES)('lets no control character of a name on %s into its sentences', (name) => {
    const hostile = withHostileNames(scene(name));
    const verdicts = [judge(check, hostile), judge(check, hostile, { baseline: scene('fresh-machine') })];
    if (question) verdicts.push(answerTo(question, hostile, '192.168.0.10\u001b[2J'));
    const reasons = verdicts
      .filter((verdict) => verdict.status === 'failed')
      .flatMap(({ expected, found, look }) => [expected, found, look]);
    for (const { en, ko } of reasons) expect(`${en}${ko}`).not.toMatch(/\p{Cc}/u);
  });

  test('judges a machine full of rules and containers within a moment', () => {
    const full = crowded(scene('two-containers-after-ping'));
    const started = performance.now();
    verdictSchema.parse(judge(check, full, { baseline: structuredClone(full) }));
    if (question) verdictSchema.parse(answerTo(question, full, 'web 172.17.0.1/16'));
    expect(performance.now() - started).toBeLessThan(1000);
  });

  test('looks at a machine of any shape without a fault', () => {
    const bare = changed(scene('fresh-machine'), (machine) => {
      machine.namespaces = [];
    });
    expect(judge(check, bare)).toEqual(failedWith('docker0-missing'));
    const nameless = changed(scene('fresh-machine'), (machine) => {
      hostLink(machine, 'docker0').addresses = [];
    });
    verdictSchema.parse(judge(check, nameless));
  });
});
