import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { renderLesson } from '../../../app/_lesson/render-lesson.ts';
import { loadLabs } from '../../../labs/core/load-lab.ts';
import { locales } from '../../../labs/core/local-text.ts';

const labs = await loadLabs(join(import.meta.dirname, '../../../labs'));
const texts = labs.flatMap((lab) => lab.steps.flatMap((step) => locales.map((locale) => ({ step, locale, lab: lab.slug }))));

describe('The text of every step', () => {
  test.each(texts.map((text) => [`${text.lab}/${text.step.id}`, text.locale, text] as const))(
    '%s in %s is rendered whole',
    async (_id, _locale, text) => {
      const { body, recap, hints } = await renderLesson(text.step, text.locale);
      const html = [body, recap, ...hints].join('\n');
      expect(html.match(/>:::[a-z]|::figure|```/g) ?? []).toEqual([]);
      expect(body.includes('callout-task')).toBe(true);
      expect(recap).not.toBe('');
      expect(hints).not.toContain('');
    },
  );
});
