import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainName } from '../../../server/certificate/certificate-name.ts';
import { CertificateTokens } from '../../../server/certificate/certificate-token.ts';

const tokens = new CertificateTokens(Buffer.alloc(32, 1));
const others = new CertificateTokens(Buffer.alloc(32, 2));
const CERTIFICATE = { lab: 'docker-network', name: '홍길동', date: '2026-11-23', points: 100, totalPoints: 100 };

const certificates = fc.record(
  {
    lab: fc.stringMatching(/^[a-z][a-z0-9-]{1,47}$/),
    name: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
    date: fc
      .date({ min: new Date('2020-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
      .map((day) => day.toISOString().slice(0, 10)),
    points: fc.nat(1000),
    totalPoints: fc.nat(1000),
  },
  { requiredKeys: ['lab', 'date', 'points', 'totalPoints'] },
);

describe('A certificate’s token', () => {
  test('says again what it was made of, whatever the name', () => {
    fc.assert(
      fc.property(certificates, (certificate) => {
        expect(tokens.read(tokens.issue(certificate))).toMatchObject({ standing: 'genuine', certificate });
      }),
    );
  });

  test('is a path of its own without escapes, short enough to pass on', () => {
    const token = tokens.issue(CERTIFICATE);
    expect(encodeURIComponent(token)).toBe(token);
    expect(token.length).toBeLessThan(220);
  });

  test('is refused once any bit of it has been altered', () => {
    const bytes = Buffer.from(tokens.issue(CERTIFICATE));
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const altered = Buffer.from(bytes);
      altered[bit >> 3] = (altered[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(tokens.read(altered.toString('latin1')).standing).not.toBe('genuine');
    }
  });

  test('is refused with anything before, behind or between', () => {
    const token = tokens.issue(CERTIFICATE);
    fc.assert(
      fc.property(fc.nat(token.length), fc.string({ minLength: 1, maxLength: 3 }), (at, more) => {
        expect(tokens.read(token.slice(0, at) + more + token.slice(at)).standing).not.toBe('genuine');
      }),
    );
  });

  test('is refused with a signature in another spelling of the same bytes', () => {
    const token = tokens.issue(CERTIFICATE);
    expect(tokens.read(`${token}==`).standing).toBe('altered');
  });

  test('of another server is told from one that was altered', () => {
    const [payload = '', signature = ''] = tokens.issue(CERTIFICATE).split('.');
    const better = Buffer.from(payload, 'base64url').toString().replace('홍길동', '임꺽정');
    expect(tokens.read(`${Buffer.from(better).toString('base64url')}.${signature}`)).toEqual({ standing: 'altered' });
    expect(tokens.read(others.issue(CERTIFICATE))).toEqual({ standing: 'foreign' });
  });

  test('outlives the key that made it, for as long as that is kept as a retired one', () => {
    const [old, next] = [Buffer.alloc(32, 1), Buffer.alloc(32, 3)];
    const token = tokens.issue(CERTIFICATE);
    const rotated = new CertificateTokens(next, [old]);
    expect(rotated.read(token)).toMatchObject({ standing: 'genuine', certificate: CERTIFICATE });
    expect(rotated.read(`${token.slice(0, -1)}${token.endsWith('A') ? 'E' : 'A'}`)).toEqual({ standing: 'altered' });
    expect(tokens.read(rotated.issue(CERTIFICATE))).toEqual({ standing: 'foreign' });
    expect(new CertificateTokens(next).read(token)).toEqual({ standing: 'foreign' });
  });

  test('that is none is unreadable, never an exception', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void tokens.read(text)));
    for (const text of ['', '.', '..', 'a.b', 'x'.repeat(5000)]) expect(tokens.read(text)).toEqual({ standing: 'unreadable' });
  });
});

describe('The name on a certificate', () => {
  test('may be in any script', () => {
    for (const name of ['홍길동', 'Ada Lovelace', 'محمد', '山田 太郎', 'O’Neill', '<b>x</b>']) expect(plainName(name)).toBe(name);
  });

  test('is in its plain form, without what cannot be seen', () => {
    expect(plainName('  홍 \n 길동\u202e ')).toBe('홍 길동');
    expect(plainName('홍'.normalize('NFD'))).toBe('홍');
    expect(plainName(' \u0000 ')).toBeUndefined();
    expect(plainName(undefined)).toBeUndefined();
  });

  test('has 60 characters at most', () => {
    expect(plainName('가'.repeat(60))).toHaveLength(60);
    expect(() => plainName('가'.repeat(61))).toThrow('too long');
  });
});
