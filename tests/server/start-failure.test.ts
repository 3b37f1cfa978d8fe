import { describe, expect, test } from 'vitest';
import { explain, listenFailure, unexpected } from '../../server/start-failure.ts';

const at = { host: '203.0.113.1', port: 3000 };

function codeError(code: string): NodeJS.ErrnoException {
  return Object.assign(new Error(code), { code });
}

describe('What the operator reads when the server cannot go on', () => {
  test.each([
    ['EADDRINUSE', /already listens at 203\.0\.113\.1:3000.*\n {2}.*VETHLAB_PORT=/],
    ['EACCES', /Port 3000 is not for this user.*\n {2}Start as root/],
    ['EADDRNOTAVAIL', /203\.0\.113\.1 is not an address of this machine.*\n {2}Set VETHLAB_HOST/],
  ])('is a sentence and what to do for %s', (code, sentence) => {
    expect(explain(listenFailure(codeError(code), at))).toMatch(sentence);
  });

  test('is a sentence and the path of the log for what nobody thought of', () => {
    expect(explain(unexpected(new TypeError('x is not a function'), '/home/server.log'))).toBe(
      'The server ended unexpectedly: x is not a function\n  The log says more: /home/server.log',
    );
  });
});
