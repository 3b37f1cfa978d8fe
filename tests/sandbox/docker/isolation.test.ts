import Docker from 'dockerode';
import { describe, expect, test } from 'vitest';
import { checkIsolation, isolationName } from '../../../sandbox/docker/isolation.ts';

const usual = {
  docker: new Docker({ socketPath: '/nowhere' }),
  address: 'unix:///nowhere',
  isLocal: false,
  version: '28.0.0',
  hasUserNamespaces: false,
  runtimes: ['runc', 'io.containerd.runc.v2', 'sysbox-runc', 'kata'],
};
const remapped = { ...usual, hasUserNamespaces: true };

describe('isolation', () => {
  test('by user namespaces needs an engine that has them', () => {
    expect(() => checkIsolation(usual, { tier: 'userns' })).toThrow('without user namespaces');
    expect(checkIsolation(remapped, { tier: 'userns' })).toEqual({ tier: 'userns' });
  });

  test('by a runtime needs an engine that has it', () => {
    expect(isolationName(checkIsolation(usual, { tier: 'runtime', runtime: 'kata' }))).toBe('kata');
    expect(() => checkIsolation(usual, { tier: 'runtime', runtime: 'gvisor' })).toThrow('no runtime called gvisor');
  });

  test.each(['runc', 'io.containerd.runc.v2'])('is not what %s gives by itself', (runtime) => {
    expect(() => checkIsolation(usual, { tier: 'runtime', runtime })).toThrow('keeps nobody apart');
    expect(checkIsolation(remapped, { tier: 'runtime', runtime })).toEqual({ tier: 'runtime', runtime });
  });

  test('by sysbox is no plain runc, whatever its name ends in', () => {
    expect(checkIsolation(usual, { tier: 'runtime', runtime: 'sysbox-runc' })).toEqual({
      tier: 'runtime',
      runtime: 'sysbox-runc',
    });
  });
});
