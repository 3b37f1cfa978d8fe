import { describe, expect, test } from 'vitest';
import { plainJson } from '../../../server/cli/plain-json.ts';

describe('JSON for a terminal', () => {
  test('holds nothing that the terminal would obey or hide, and means the same', () => {
    const hostile = { name: '\u009b2J\u001b]0;x\u0007\u202egnp\u2028\u200b\ud800\u{e0041}', 한글: 'docker0 ─ 🐳' };
    const text = plainJson(hostile);
    expect(text).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
    expect(JSON.parse(text)).toEqual(hostile);
    expect(text).toContain('docker0 ─ 🐳');
  });
});
