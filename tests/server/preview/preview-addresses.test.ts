import type { IncomingMessage } from 'node:http';
import { describe, expect, test } from 'vitest';
import { readEnv } from '../../../server/env.ts';
import { PreviewLabels } from '../../../server/preview/preview-labels.ts';
import { PreviewOrigins } from '../../../server/preview/preview-origins.ts';

const target = { sessionId: Buffer.alloc(16, 3).toString('base64url'), sandboxId: 'f'.repeat(32), port: 65_535 };
const from = (host: string) => ({ headers: { host } }) as IncomingMessage;

describe('the label of a preview', () => {
  const labels = new PreviewLabels(Buffer.alloc(32, 1));
  const label = labels.labelOf(target);

  test('fits into a name of the network, begins with the port, and does not show the session', () => {
    expect(label.length).toBeLessThanOrEqual(63);
    expect(label).toMatch(/^65535-[0-9a-f]{56}$/);
    expect(label).not.toContain(Buffer.from(target.sessionId, 'base64url').toString('hex'));
  });

  test('says which session and port it is for', () => {
    expect(labels.claimOf(label)).toEqual({ sessionId: target.sessionId, port: target.port });
    expect(labels.isFor(label, target)).toBe(true);
  });

  test.each([
    ['another machine', { sandboxId: 'e'.repeat(32) }],
    ['another port', { port: 80 }],
    ['another session', { sessionId: Buffer.alloc(16, 4).toString('base64url') }],
  ])('is not for %s', (_, other) => {
    expect(labels.isFor(label, { ...target, ...other })).toBe(false);
  });

  test('is known to a restarted server, and to no other', () => {
    expect(new PreviewLabels(Buffer.alloc(32, 1)).isFor(label, target)).toBe(true);
    expect(new PreviewLabels(Buffer.alloc(32, 2)).isFor(label, target)).toBe(false);
  });

  test.each(['', '80', '80-', `0-${'a'.repeat(56)}`, `70000-${'a'.repeat(56)}`, `80-${'g'.repeat(56)}`, `80-${'a'.repeat(55)}`])(
    'is not %j',
    (text) => {
      expect(labels.claimOf(text)).toBeUndefined();
      expect(labels.isFor(text, target)).toBe(false);
    },
  );
});

describe('the origin of a preview', () => {
  const local = new PreviewOrigins({ previewOrigin: undefined, publicOrigin: undefined });
  const wildcard = new PreviewOrigins({
    previewOrigin: 'https://*.preview.example.org',
    publicOrigin: 'https://labs.example.org',
  });
  const none = new PreviewOrigins({ previewOrigin: undefined, publicOrigin: 'https://labs.example.org' });

  test.each(['127.0.0.1:3000', 'localhost:3000', '[::1]:3000'])(
    'is a name of the visitor’s own computer for one who came by %s',
    (host) => {
      expect(local.originFor('80-ab', from(host))).toBe('http://80-ab.localhost:3000');
    },
  );

  test('is the operator’s where there is one', () => {
    expect(wildcard.originFor('80-ab', from('labs.example.org'))).toBe('https://80-ab.preview.example.org');
  });

  test.each(['labs.example.org', 'localhost:3000'])('is not there for %s behind a proxy without previews', (host) => {
    expect(none.originFor('80-ab', from(host))).toBeUndefined();
  });

  test('is not there for a visitor from elsewhere to a server without a name', () => {
    expect(local.originFor('80-ab', from('192.168.1.5:3000'))).toBeUndefined();
  });

  test.each([
    ['80-ab.localhost:3000', '80-ab'],
    ['80-AB.LocalHost', '80-ab'],
    ['localhost:3000', undefined],
    ['labs.localhost:3000', undefined],
    ['a.80-ab.localhost', undefined],
    ['127.0.0.1', undefined],
    ['', undefined],
  ])('%j is addressed to %s on loopback', (host, label) => {
    expect(local.labelOf(from(host))).toBe(label);
  });

  test.each([
    ['80-ab.preview.example.org', '80-ab'],
    ['anything.preview.example.org', 'anything'],
    ['labs.example.org', undefined],
    ['preview.example.org', undefined],
    ['80-ab.localhost', undefined],
    ['80-ab.preview.example.org.evil.example', undefined],
  ])('%j is addressed to %s where the operator has a wildcard', (host, label) => {
    expect(wildcard.labelOf(from(host))).toBe(label);
  });

  test('is one setting with one asterisk', () => {
    expect(readEnv({ VETHLAB_PREVIEW_ORIGIN: 'https://*.preview.example.org:8443' }).previewOrigin).toBe(
      'https://*.preview.example.org:8443',
    );
    for (const wrong of [
      'https://preview.example.org',
      'https://*',
      '*.example.org',
      'https://*.example.org/x',
      'https://a.*.org',
    ]) {
      expect(() => readEnv({ VETHLAB_PREVIEW_ORIGIN: wrong })).toThrow('VETHLAB_PREVIEW_ORIGIN');
    }
  });

  test('is never taken to be the platform’s', () => {
    const settings = { VETHLAB_PUBLIC_ORIGIN: 'https://labs.example.org', VETHLAB_PREVIEW_ORIGIN: 'https://*.example.org' };
    expect(() => readEnv(settings)).toThrow('VETHLAB_PREVIEW_ORIGIN has the platform itself among the previews');
    expect(readEnv({ ...settings, VETHLAB_PREVIEW_ORIGIN: 'https://*.p.example.org' }).previewOrigin).toBe(
      'https://*.p.example.org',
    );
  });
});
