import type { IncomingMessage } from 'node:http';
import { describe, expect, test } from 'vitest';
import { isOpenToOthers, RequestGuard } from '../../../server/http/request-guard.ts';

const PUBLIC = 'https://labs.example';
const NAMES = ['localhost:3000', '127.0.0.1', '[::1]:3000', 'labs.example', 'labs.example:8080', 'evil.example', '10.0.0.5:3000'];

function accepts(settings: ConstructorParameters<typeof RequestGuard>[0], host: string): boolean {
  try {
    new RequestGuard(settings).checkHost({ headers: { host } } as IncomingMessage);
    return true;
  } catch {
    return false;
  }
}

describe('RequestGuard', () => {
  test.each([
    ['127.0.0.1', undefined, ['localhost:3000', '127.0.0.1', '[::1]:3000']],
    ['127.0.0.1', PUBLIC, ['localhost:3000', '127.0.0.1', '[::1]:3000', 'labs.example']],
    ['0.0.0.0', PUBLIC, ['localhost:3000', '127.0.0.1', '[::1]:3000', 'labs.example']],
    ['0.0.0.0', undefined, NAMES],
  ])('at %s for %s answers to its own names', (host, publicOrigin, ours) => {
    expect(NAMES.filter((name) => accepts({ host, publicOrigin }, name))).toEqual(ours);
  });
});

describe('A request that a page of another site makes', () => {
  const guard = new RequestGuard({ host: '127.0.0.1', publicOrigin: undefined });
  const asked = (site: string, mode: string, destination: string) => {
    const origin = 'http://localhost:3000';
    const fetched = { 'sec-fetch-site': site, 'sec-fetch-mode': mode, 'sec-fetch-dest': destination };
    return { headers: { host: 'localhost:3000', origin, ...fetched } } as unknown as IncomingMessage;
  };

  test.each([
    ['cross-site', 'no-cors', 'image'],
    ['same-site', 'cors', 'empty'],
    ['cross-site', 'navigate', 'iframe'],
    ['same-site', 'websocket', 'websocket'],
  ])('is refused, whatever origin it names: %s %s %s', (...words) => {
    expect(() => guard.checkFetch(asked(...words))).toThrow();
    expect(() => guard.checkOrigin(asked(...words))).toThrow();
  });

  test.each([
    ['same-origin', 'cors', 'empty'],
    ['none', 'navigate', 'document'],
    ['cross-site', 'navigate', 'document'],
  ])('is told from our own pages’ and from a followed link: %s %s %s', (...words) => {
    expect(() => guard.checkFetch(asked(...words))).not.toThrow();
  });

  test('is told from a program’s, which says nothing of it', () => {
    expect(() => guard.checkFetch({ headers: { host: 'localhost:3000' } } as IncomingMessage)).not.toThrow();
  });
});

describe('A server', () => {
  test.each([
    ['127.0.0.1', undefined, false],
    ['127.0.0.1', 'http://localhost:8080', false],
    ['0.0.0.0', undefined, true],
    ['127.0.0.1', PUBLIC, true],
  ])('at %s for %s is open to others: %s', (host, publicOrigin, isOpen) => {
    expect(isOpenToOthers({ host, publicOrigin })).toBe(isOpen);
  });
});
