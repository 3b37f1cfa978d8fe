import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { forbidDockerServices } from '../../../scripts/setup/service-guard.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const FORBIDDEN = 101;

describe('forbidDockerServices', () => {
  test.each(['docker', 'docker.service', 'docker.socket', 'containerd', 'containerd.service'])('forbids %s', async (service) => {
    const directory = temporaryFolder();
    await using _guard = await forbidDockerServices(directory);
    expect(answer(directory, service)).toBe(FORBIDDEN);
  });

  test('allows every other service where there was no policy, and leaves none', async () => {
    const directory = temporaryFolder();
    {
      await using _guard = await forbidDockerServices(directory);
      expect(answer(directory, 'ssh')).toBe(0);
    }
    expect(existsSync(join(directory, 'policy-rc.d'))).toBe(false);
  });

  test('asks the policy that was there, and puts it back', async () => {
    const directory = temporaryFolder();
    const policy = '#!/bin/sh\n[ "$1" = ssh ] && exit 104\nexit 0\n';
    writePolicy(directory, policy);
    {
      await using _guard = await forbidDockerServices(directory);
      expect(answer(directory, 'ssh')).toBe(104);
      expect(answer(directory, 'docker')).toBe(FORBIDDEN);
    }
    expect(readFileSync(join(directory, 'policy-rc.d'), 'utf8')).toBe(policy);
  });

  test('puts the policy back that a killed set-up left set aside', async () => {
    const directory = temporaryFolder();
    writePolicy(directory, '#!/bin/sh\nexit 104\n');
    await forbidDockerServices(directory);
    {
      await using _guard = await forbidDockerServices(directory);
      expect(answer(directory, 'ssh')).toBe(104);
    }
    expect(readFileSync(join(directory, 'policy-rc.d'), 'utf8')).toBe('#!/bin/sh\nexit 104\n');
  });

  test('takes away the guard that a killed set-up left where there was no policy', async () => {
    const directory = temporaryFolder();
    await forbidDockerServices(directory);
    {
      await using _guard = await forbidDockerServices(directory);
    }
    expect(existsSync(join(directory, 'policy-rc.d'))).toBe(false);
  });
});

function writePolicy(directory: string, text: string): void {
  writeFileSync(join(directory, 'policy-rc.d'), text);
  chmodSync(join(directory, 'policy-rc.d'), 0o755);
}

function answer(directory: string, service: string): number | null {
  return spawnSync(join(directory, 'policy-rc.d'), [service, 'start']).status;
}
