import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Identity, loadIdentityKey } from '../../server/identity.ts';

const identity = new Identity(Buffer.alloc(32, 7), { secure: true });

function learnerOf(cookie: string): string | undefined {
  return identity.learnerOf({ headers: { cookie } });
}

describe('Identity', () => {
  test('knows the learner it made, among other cookies', () => {
    const { learnerId, cookie } = identity.createLearner();
    const [pair = ''] = cookie.split(';');
    expect(learnerOf(pair)).toBe(learnerId);
    expect(learnerOf(`theme=dark; ${pair}; a=b=c`)).toBe(learnerId);
    expect(cookie).toContain('; Secure');
  });

  test('believes no cookie that another may have laid beside its own', () => {
    const pairs = [identity.createLearner(), identity.createLearner()].map(({ cookie }) => cookie.split(';')[0] ?? '');
    expect(learnerOf(pairs.join('; '))).toBeUndefined();
  });

  test('has a cookie that no other host can set where all is encrypted', () => {
    const plain = new Identity(Buffer.alloc(32, 7), { secure: false });
    expect(identity.createLearner().cookie).toMatch(/^__Host-vethlab_learner_/);
    expect(plain.createLearner().cookie).toMatch(/^vethlab_learner_/);
  });

  test('knows nobody by a cookie that it did not make', () => {
    const [pair = ''] = identity.createLearner().cookie.split(';');
    const [head = '', signature] = pair.split('.');
    const [name] = head.split('=');
    const stranger = new Identity(Buffer.alloc(32, 8), { secure: true });
    expect(stranger.learnerOf({ headers: { cookie: pair } })).toBeUndefined();
    for (const value of ['', 'ann', 'ann.', `ann.${signature}`, `.${signature}`, 'ann.AAAA']) {
      expect(learnerOf(`${name}=${value}`)).toBeUndefined();
    }
    expect(identity.learnerOf({ headers: {} })).toBeUndefined();
  });
});

describe('Two servers on one machine', () => {
  test('do not sign each other out', () => {
    const other = new Identity(Buffer.alloc(32, 8), { secure: true });
    const [one = ''] = identity.createLearner().cookie.split(';');
    const [two = ''] = other.createLearner().cookie.split(';');
    expect(one.split('=')[0]).not.toBe(two.split('=')[0]);
    expect(learnerOf(`${two}; ${one}`)).toBeDefined();
  });
});

describe('loadIdentityKey', () => {
  test('makes a key that only its owner reads, and finds it again', () => {
    const home = mkdtempSync(join(tmpdir(), 'vethlab-test-'));
    using _ = { [Symbol.dispose]: () => rmSync(home, { recursive: true }) };
    const key = loadIdentityKey(home);
    expect(key).toHaveLength(32);
    expect(statSync(join(home, 'identity.key')).mode & 0o777).toBe(0o600);
    expect(loadIdentityKey(home)).toEqual(key);
    writeFileSync(join(home, 'identity.key'), 'short');
    expect(() => loadIdentityKey(home)).toThrow('is not a key');
  });
});
