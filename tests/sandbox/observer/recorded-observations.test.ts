import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { observationSchema } from '../../../sandbox/observation.ts';

const FOLDER = new URL('../../fixtures/observations/', import.meta.url);

describe('recorded observations', () => {
  test.each(readdirSync(FOLDER))('%s is what the contract says', (name) => {
    const recorded: unknown = JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'));
    expect(observationSchema.parse(recorded)).toEqual(recorded);
  });
});
