import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** All that axe knows: every rule of WCAG 2.2 A and AA, best practice, and the rules it still tries out. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice', 'experimental'];

/** What a theme can break: it changes colours and nothing else. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];

interface Exception {
  readonly rule: string;
  readonly elements: string;
  readonly reason: string;
}

/** What axe is not believed. Everything else that it finds is a fault of ours. */
const EXCEPTIONS: readonly Exception[] = [
  {
    rule: 'focus-order-semantics',
    elements: '[role=separator][aria-valuenow]',
    reason: 'A separator that takes the focus and has a value is a widget (ARIA 1.2); the rule, an experiment, knows none.',
  },
  {
    rule: 'focus-order-semantics',
    elements: '[data-radix-focus-guard]',
    reason: 'A guard hands the focus on the moment it gets it: nobody ever stands on one.',
  },
  {
    rule: 'focus-order-semantics',
    elements: '.picture-frame[role=group]',
    reason: 'What scrolls has to be reached by keyboard, as another rule of axe itself demands; a group is what it is.',
  },
];

/** On the map, how large a thing is lies in the learner's hand; with a few steps of zooming it is large enough (a test of its own). */
const ZOOMED_OUT: Exception = {
  rule: 'target-size',
  elements: '.network-map .react-flow__node, .map-wire, .map-port',
  reason: 'Where things stand on a map is essential (WCAG 2.5.8), and each can be made large enough by zooming.',
};

export interface Look {
  /** Whether the map stands at a size at which every target on it must be large enough. */
  readonly isMapLarge?: boolean;
}

/** What axe finds wrong on the page as it stands, in both themes: all in light, colours in dark. Each with the element it means. */
export async function faultsOf(page: Page, { isMapLarge = false }: Look = {}): Promise<string[]> {
  const faults: string[] = [];
  const exceptions = isMapLarge ? EXCEPTIONS : [...EXCEPTIONS, ZOOMED_OUT];
  for (const theme of ['light', 'dark'] as const) {
    await show(page, theme);
    // Without legacy mode, axe opens another page each time to put its findings together.
    const axe = new AxeBuilder({ page }).setLegacyMode();
    const { violations } = await (theme === 'light' ? axe.withTags(TAGS) : axe.withRules(OF_COLOURS)).analyze();
    const found = violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, html }) => ({ rule: id, target: String(target.at(-1)), html })),
    );
    const believed = await page.evaluate(withoutExceptions, { found, exceptions });
    faults.push(...believed.map(({ rule, html }) => `${theme} ${rule}: ${html}`));
  }
  return faults;
}

/** The page follows the system's theme unless told otherwise; a colour on its way to another has a contrast that nobody sees. */
async function show(page: Page, theme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  await expect.poll(() => page.locator('html').getAttribute('data-theme')).toBe(theme);
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'));
}

interface Found {
  readonly rule: string;
  readonly target: string;
  readonly html: string;
}

/** Runs in the page. */
function withoutExceptions({ found, exceptions }: { found: readonly Found[]; exceptions: readonly Exception[] }): Found[] {
  return found.filter(
    ({ rule, target }) =>
      !exceptions.some((each) => each.rule === rule && document.querySelector(target)?.matches(each.elements)),
  );
}
