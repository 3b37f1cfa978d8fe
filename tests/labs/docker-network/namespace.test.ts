import { describe, expect, test } from 'vitest';
import { check } from '../../../labs/docker-network/steps/namespace/check.ts';
import { changed, container, failedWith, judge, PASSED, scene } from '../scenes.ts';

describe('The check of the NET namespace', () => {
  test('passes for a container with a namespace and an interface of its own', () => {
    const verdict = judge(check, scene('nginx-default-bridge'));
    expect(verdict).toEqual(PASSED);
    expect(verdict).toMatchObject({ evidence: { container: 'web' } });
  });

  test('passes when only one of several containers is apart', () => {
    const mixed = changed(scene('nginx-unpublished-exporter-published-8080'), (machine) => {
      container(machine, 'web').namespaceId = machine.namespaces.find(({ role }) => role === 'host')?.id;
    });
    expect(judge(check, mixed)).toMatchObject({ status: 'passed', evidence: { container: 'exporter' } });
  });

  test('fails for a container on the host’s network, and names the namespace they share', () => {
    const verdict = judge(check, scene('container-network-host'));
    expect(verdict).toEqual(failedWith('host-network'));
    expect(verdict).toMatchObject({ found: { en: expect.stringMatching(/housemate .* net:\[\d+\]|net:\[\d+\]/) } });
  });

  test('fails for a container without any network', () => {
    expect(judge(check, scene('container-network-none'))).toEqual(failedWith('no-network'));
  });

  test('fails when nothing runs, and says what has stopped', () => {
    expect(judge(check, scene('fresh-machine'))).toEqual(failedWith('no-container'));
    const exited = changed(scene('nginx-default-bridge'), (machine) => {
      const web = container(machine, 'web');
      web.state = 'exited';
      web.namespaceId = undefined;
    });
    expect(judge(check, exited)).toMatchObject({
      reason: 'container-stopped',
      found: { en: expect.stringContaining('web (exited)'), ko: expect.stringContaining('web (exited)') },
    });
  });
});
