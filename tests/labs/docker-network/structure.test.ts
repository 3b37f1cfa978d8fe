import { describe, expect, test } from 'vitest';
import { check } from '../../../labs/docker-network/steps/structure/check.ts';
import type { Observation, Rule } from '../../../sandbox/observation.ts';
import { changed, failedWith, host, hostLink, judge, PASSED, rules, scene } from '../scenes.ts';

const baseline = scene('nginx-default-bridge');

/** Without what interfaces have carried, the counts of the rules are made up. */
function forwarded(out: number, back: number, carried = { out, back }): Observation {
  return changed(baseline, (machine) => {
    for (const rule of outward(machine)) rule.packets += out;
    for (const rule of replies(machine)) rule.packets += back;
    const [docker0, eth0] = [hostLink(machine, 'docker0').counters, hostLink(machine, 'eth0').counters];
    docker0.rxPackets += carried.out;
    eth0.txPackets += carried.out;
    eth0.rxPackets += carried.back;
    docker0.txPackets += carried.back;
  });
}

function outward(machine: Observation): Rule[] {
  return rules(machine, 'filter', 'ACCEPT').filter(
    (rule) => rule.inInterface === 'docker0' && rule.negated.includes('outInterface'),
  );
}

function replies(machine: Observation): Rule[] {
  return rules(machine, 'filter', 'ACCEPT').filter((rule) => rule.states?.includes('ESTABLISHED'));
}

describe('The check of the way out', () => {
  test('passes when packets of a container went out and answers came back', () => {
    expect(judge(check, forwarded(3, 3), { baseline })).toMatchObject({
      status: 'passed',
      evidence: { forwardedOut: 3, forwardedBack: 3 },
    });
  });

  test('fails when nothing was forwarded, whatever was forwarded before', () => {
    const before = forwarded(7, 7);
    expect(judge(check, before, { baseline: before })).toEqual(failedWith('nothing-went-out'));
  });

  test('fails when packets between containers were forwarded, but none to the outside', () => {
    const among = changed(baseline, (machine) => {
      for (const rule of rules(machine, 'filter', 'ACCEPT')) if (!outward(machine).includes(rule)) rule.packets += 5;
    });
    expect(judge(check, among, { baseline })).toEqual(failedWith('nothing-went-out'));
  });

  test('passes for what a real machine has forwarded', () => {
    const requested = scene('after-client-curl-8080');
    const before = scene('nginx-unpublished-exporter-published-8080');
    expect(judge(check, requested, { baseline: before })).toMatchObject({ evidence: { forwardedOut: 48, forwardedBack: 51 } });
  });

  test('fails for counts that the rules were laid with', () => {
    expect(judge(check, forwarded(7, 7, { out: 0, back: 0 }), { baseline })).toEqual(failedWith('nothing-went-out'));
    expect(judge(check, forwarded(7, 7, { out: 2, back: 0 }), { baseline })).toEqual(failedWith('no-reply'));
  });

  test('counts no more packets than the interfaces have carried', () => {
    const padded = forwarded(900, 900, { out: 4, back: 3 });
    expect(judge(check, padded, { baseline })).toMatchObject({ evidence: { forwardedOut: 4, forwardedBack: 3 } });
  });

  test('fails when no answer came back', () => {
    expect(judge(check, forwarded(2, 0), { baseline })).toEqual(failedWith('no-reply'));
  });

  test('says that Docker’s rules are gone', () => {
    const flushed = changed(baseline, (machine) => {
      for (const { chains } of host(machine).tables) for (const chain of chains) chain.rules = [];
    });
    expect(judge(check, flushed, { baseline })).toEqual(failedWith('rules-missing'));
  });

  test('counts from zero for a machine whose rules were laid anew', () => {
    const relaid = changed(baseline, (machine) => {
      for (const rule of [...outward(machine), ...replies(machine)]) rule.packets = 900;
    });
    expect(judge(check, forwarded(1, 1), { baseline: relaid })).toEqual(PASSED);
  });
});
