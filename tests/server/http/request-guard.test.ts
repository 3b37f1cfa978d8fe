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
