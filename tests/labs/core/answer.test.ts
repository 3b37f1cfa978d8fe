import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressIn, answerWords } from '../../../labs/core/answer.ts';

describe('An answer', () => {
  test.each([
    ['web veth1a2b3c4', ['web', 'veth1a2b3c4']],
    ['  WEB  =>  "veth1a2b3c4".', ['web', 'veth1a2b3c4']],
    ['web: veth1a2b3c4', ['web', 'veth1a2b3c4']],
    ['`web` → `veth1a2b3c4`', ['web', 'veth1a2b3c4']],
    ['(web, veth1a2b3c4)', ['web', 'veth1a2b3c4']],
    ['web은 veth1a2b3c4예요', ['web', '은', 'veth1a2b3c4', '예요']],
    ['컨테이너:web, 짝은veth1a2b3c4', ['컨테이너', 'web', '짝은', 'veth1a2b3c4']],
  ])('%j is read as words, whatever the form', (answer, words) => {
    expect(answerWords(answer)).toEqual(words);
  });

  test.each([
    '172.17.0.1/16',
    ' 172.17.0.1 / 16 ',
    '172.17.0.1 255.255.0.0',
    '172.17.0.1/255.255.0.0',
    'inet 172.17.0.1  netmask 255.255.0.0',
    'inet addr:172.17.0.1 Mask:255.255.0.0',
    '172.17.0.1, 0xffff0000',
    '주소는 172.17.0.1, 넷마스크는 255.255.0.0',
    '172.17.0.1이고 넷마스크는 255.255.0.0이에요',
    '주소:172.17.0.1/16이에요',
  ])('%j gives the address and its mask', (answer) => {
    expect(addressIn(answer)).toEqual({ address: '172.17.0.1', prefixLength: 16 });
  });

  test('may name an address without a mask', () => {
    expect(addressIn('172.17.0.2')).toEqual({ address: '172.17.0.2', prefixLength: undefined });
    expect(addressIn('172.17.0.2/99')).toEqual({ address: '172.17.0.2', prefixLength: undefined });
  });

  test('may hold no address at all', () => {
    expect(addressIn('docker0')).toBeUndefined();
    expect(addressIn('255.255.0.0')).toBeUndefined();
  });

  test('of any text is read without a fault', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        expect(() => addressIn(text)).not.toThrow();
        expect(answerWords(text).every((word) => word !== '')).toBe(true);
      }),
    );
  });
});
