import { describe, expect, test } from 'vitest';
import { barsOf, isMet } from './bench-report.ts';
import { percentile, rounded, summaryOf } from './statistics.ts';

describe('percentile', () => {
  const samples = Array.from({ length: 20 }, (_, index) => 20 - index);

  test('is a sample that was measured, by nearest rank', () => {
    expect(percentile(samples, 50)).toBe(10);
    expect(percentile(samples, 95)).toBe(19);
    expect(percentile([7], 95)).toBe(7);
  });

  test('sums samples up without touching them', () => {
    expect(summaryOf(samples)).toEqual({ count: 20, min: 1, p50: 10, p95: 19, max: 20 });
    expect(samples[0]).toBe(20);
  });

  test('refuses to speak of no samples', () => {
    expect(() => percentile([], 50)).toThrow('of nothing');
  });
});

describe('bars', () => {
  test('a value is judged before it is rounded for the eye', () => {
    const [bar] = barsOf({ 'warm-p95-over-baseline-p50': 0.1504 });
    expect(bar && rounded(bar.value)).toBe(0.15);
    expect(bar && isMet(bar)).toBe(false);
  });

  test('a value that is not a number misses its bar', () => {
    expect(barsOf({ 'lost-bytes': Number.NaN }).every(isMet)).toBe(false);
    expect(barsOf({ 'throughput-over-raw': Number.NaN }).every(isMet)).toBe(false);
  });
});
