import { describe, expect, test } from 'vitest';
import { affordableSandboxes, EnvError, readEnv } from '../../server/env.ts';

describe('readEnv', () => {
  test('has a setting for everything when nothing is set', () => {
    expect(readEnv({ VETHLAB_MAX_SANDBOXES: '7' })).toEqual({
      host: '127.0.0.1',
      port: 3000,
      home: '/var/lib/vethlab',
      cache: '/var/lib/vethlab/cache',
      engine: undefined,
      runtime: undefined,
      driver: 'docker',
      poolSize: 2,
      maxSandboxes: 7,
      machinesPerAddress: 64,
      recording: { isOn: true, sessionBytes: 16 * 2 ** 20, filmBytes: 8 * 2 ** 20, keepMs: 30 * 86_400_000 },
      idleMs: 1_800_000,
      maxAgeMs: 14_400_000,
      publicOrigin: undefined,
      logLevel: 'info',
      mode: undefined,
    });
  });

  test('lists every fault in one message', () => {
    const read = () =>
      readEnv({
        VETHLAB_PORT: 'ninety',
        VETHLAB_DRIVER: 'podman',
        VETHLAB_PUBLIC_ORIGIN: 'https://labs.example/here',
        VETHLAB_HOME: 'lab',
        VETHLAB_RUNTIME: 'io.containerd.runc.v2',
      });
    expect(read).toThrow(EnvError);
    for (const part of [
      'VETHLAB_PORT is a number',
      'VETHLAB_DRIVER is docker or local',
      'VETHLAB_PUBLIC_ORIGIN has no path',
      'VETHLAB_HOME is an absolute path',
      'VETHLAB_RUNTIME is a runtime that keeps nobody apart',
    ]) {
      expect(read).toThrow(part);
    }
  });

  test.each(['runc', 'crun', 'youki', 'io.containerd.runc.v2'])('takes %s for no isolation', (runtime) => {
    expect(() => readEnv({ VETHLAB_RUNTIME: runtime })).toThrow('VETHLAB_RUNTIME');
  });

  test.each(['sysbox-runc', 'kata', 'runsc', 'privileged'])('leaves %s to the operator', (runtime) => {
    expect(readEnv({ VETHLAB_RUNTIME: runtime }).runtime).toBe(runtime);
  });

  test('takes an empty setting for none, and an origin without its slash', () => {
    const env = readEnv({ VETHLAB_ENGINE: '', VETHLAB_PUBLIC_ORIGIN: 'https://labs.example/' });
    expect(env).toMatchObject({ engine: undefined, publicOrigin: 'https://labs.example' });
  });

  test('lets a machine hold what its memory carries', () => {
    expect(affordableSandboxes(24 * 2 ** 30)).toBe(184);
    expect(affordableSandboxes(1)).toBe(1);
  });
});
