import { describe, expect, test } from 'vitest';
import { check } from '../../../labs/docker-network/steps/mend/check.ts';
import type { Observation, ProbeResult } from '../../../sandbox/observation.ts';
import { changed, container, containers, failedWith, host, hostLink, judge, namespaceOf, scene } from '../scenes.ts';

const detached = scene('veth-detached-from-docker0');
const down = scene('veth-down');
const mended = scene('two-containers-after-ping');
const box = container(mended, 'box');
const answered: Record<string, ProbeResult> = { [box.id]: { reached: true } };

/** The veth of box, which no longer is a port of docker0 in one of the scenes. */
function cable(machine: Observation) {
  const { namespaceId } = container(machine, 'box');
  const name = host(machine).links.find(({ peer }) => peer?.namespaceId === namespaceId)?.name ?? '';
  return hostLink(machine, name);
}

describe.each([
  ['detached from docker0', detached, 'still-detached'],
  ['down', down, 'still-down'],
])('The check of a mended container whose veth was %s', (_fault, baseline, reason) => {
  test('says at first what anybody can see, and neither who nor what it is', () => {
    const verdict = judge(check, baseline);
    expect(verdict).toEqual(failedWith('somebody-cut-off'));
    const said = JSON.stringify(verdict);
    for (const secret of ['box', cable(baseline).name, 'master', 'DOWN']) expect(said).not.toContain(secret);
    expect(check.probes({ observation: baseline, baseline })).toEqual({});
  });

  test('names the container once its ping went unanswered, and not the fault', () => {
    const pinged = changed(baseline, (machine) => {
      const { links, neighbours } = namespaceOf(machine, 'box');
      neighbours.push({ address: '172.17.0.1', link: links[0]?.index ?? 0, state: 'failed' });
    });
    const verdict = judge(check, pinged, { baseline });
    expect(verdict).toMatchObject({ reason: 'gateway-silent', found: { en: expect.stringContaining('box') } });
    const said = JSON.stringify(verdict);
    for (const secret of [cable(baseline).name, 'master', 'DOWN']) expect(said).not.toContain(secret);
  });

  test('says what is wrong with the cable once it has been worked on', () => {
    const tried = changed(baseline, (machine) => {
      const outside = cable(machine);
      if (reason === 'still-detached') outside.up = !outside.up;
      else for (const link of namespaceOf(machine, 'box').links) link.up = false;
    });
    expect(judge(check, tried, { baseline })).toEqual(failedWith(reason));
  });

  test('asks for a ping to the gateway once the cable is in order', () => {
    expect(check.probes({ observation: mended, baseline })).toEqual({
      [box.id]: { kind: 'ping', from: box.namespaceId, address: '172.17.0.1', timeoutMs: expect.any(Number) },
    });
  });

  test('passes when the ping is answered', () => {
    expect(judge(check, mended, { baseline, probes: answered })).toMatchObject({
      status: 'passed',
      evidence: { mended: ['box'] },
    });
  });

  test('fails when it is not, or was not tried', () => {
    const refused: ProbeResult = { reached: false, reason: 'timeout' };
    expect(judge(check, mended, { baseline, probes: { [box.id]: refused } })).toEqual(failedWith('no-answer'));
    expect(judge(check, mended, { baseline })).toEqual(failedWith('no-answer'));
  });

  test('passes with another veth as well, as `docker network connect` makes one', () => {
    const replugged = changed(mended, (machine) => {
      const inside = namespaceOf(machine, 'box').links.find(({ name }) => name === 'eth0');
      const outside = cable(machine);
      outside.name = 'veth7654321';
      if (inside?.peer) inside.peer.index = 41;
      outside.index = 41;
    });
    expect(judge(check, replugged, { baseline, probes: answered })).toMatchObject({ status: 'passed' });
  });

  test('fails for a container that was made anew', () => {
    const replaced = changed(mended, (machine) => {
      container(machine, 'box').id = 'a-new-one';
    });
    expect(judge(check, replaced, { baseline, probes: answered })).toEqual(failedWith('container-replaced'));
  });

  test('fails for a container that was restarted, even in a namespace with the old number', () => {
    const restarted = changed(mended, (machine) => {
      for (const process of namespaceOf(machine, 'box').processes) process.pid += 1000;
    });
    expect(judge(check, restarted, { baseline, probes: answered })).toEqual(failedWith('container-restarted'));
  });

  test('fails for a container that was stopped', () => {
    const stopped = changed(mended, (machine) => {
      container(machine, 'box').state = 'exited';
    });
    expect(judge(check, stopped, { baseline, probes: answered })).toEqual(failedWith('container-stopped'));
  });

  test('fails for a cable in the wrong bridge, and names it', () => {
    const wrong = changed(mended, (machine) => {
      const docker0 = hostLink(machine, 'docker0');
      host(machine).links.push({ ...docker0, index: 90, name: 'br9' });
      cable(machine).master = 90;
    });
    expect(judge(check, wrong, { baseline, probes: answered })).toMatchObject({
      reason: 'wrong-bridge',
      found: { en: expect.stringContaining('br9') },
      look: { en: expect.stringContaining('master br9') },
    });
  });
});

describe('The check of a mended container', () => {
  test('says so when nothing was broken', () => {
    expect(judge(check, mended)).toEqual(failedWith('nothing-broken'));
  });

  test('wants every broken container mended', () => {
    const both = changed(detached, (machine) => {
      for (const link of host(machine).links) link.master = undefined;
    });
    expect(containers(both)).toHaveLength(3);
    expect(Object.keys(check.probes({ observation: mended, baseline: both }))).toHaveLength(3);
    expect(judge(check, mended, { baseline: both, probes: answered })).toEqual(failedWith('no-answer'));
  });
});
