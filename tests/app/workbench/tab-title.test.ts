import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { TabTitle } from '../../../app/_workbench/tab-title.ts';

describe('TabTitle', () => {
  beforeEach(() => {
    vi.stubGlobal('document', { title: 'docker0 · Vethlab' });
  });
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  test('puts its word in front, one at a time, and takes it away', () => {
    using title = new TabTitle();
    title.say('(3) ');
    title.say('(2) ');
    expect(document.title).toBe('(2) docker0 · Vethlab');
    title[Symbol.dispose]();
    expect(document.title).toBe('docker0 · Vethlab');
  });

  test('leaves a title alone that a page has set meanwhile', () => {
    const title = new TabTitle();
    title.say('(2) ');
    document.title = 'Namespaces · Vethlab';
    title.say('(1) ');
    expect(document.title).toBe('(1) Namespaces · Vethlab');
    document.title = 'Pairs · Vethlab';
    title[Symbol.dispose]();
    expect(document.title).toBe('Pairs · Vethlab');
  });
});
