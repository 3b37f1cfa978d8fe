import { describe, expect, test } from 'vitest';
import { acceptedLocale, isLocale, pathInLocale } from '../../../app/_text/locale.ts';

describe('acceptedLocale', () => {
  test.each([
    ['ko-KR,ko;q=0.9,en-US;q=0.8,en;q=0.7', 'ko'],
    ['en-GB,en;q=0.9,ko;q=0.5', 'en'],
    ['fr-FR,ko;q=0.3,en;q=0.2', 'ko'],
    ['en;q=0.2, ko;q=0.8', 'ko'],
    ['KO', 'ko'],
    ['ko;q=0', 'en'],
    ['fr', 'en'],
    ['*', 'en'],
    ['', 'en'],
    [';;q=x,,', 'en'],
    ['korean', 'en'],
  ])('reads %j as %s', (header, locale) => {
    expect(acceptedLocale(header)).toBe(locale);
  });

  test('is English where the browser says nothing', () => {
    expect(acceptedLocale(null)).toBe('en');
  });
});

describe('pathInLocale', () => {
  test('keeps the lab and the step', () => {
    expect(pathInLocale('/ko/labs/docker-network/docker0', 'en')).toBe('/en/labs/docker-network/docker0');
    expect(pathInLocale('/en', 'ko')).toBe('/ko');
  });
});

test('isLocale knows our languages only', () => {
  expect(['ko', 'en', 'fr', '', undefined].map(isLocale)).toEqual([true, true, false, false, false]);
});
