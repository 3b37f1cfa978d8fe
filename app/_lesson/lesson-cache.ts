import type { Step } from '../../labs/core/lab.ts';
import type { Locale } from '../../labs/core/local-text.ts';
import { type RenderedLesson, renderLesson } from './render-lesson.ts';

const rendered = new WeakMap<Step, Map<Locale, Promise<RenderedLesson>>>();

/** The step's HTML, rendered once for each loading of the lab. */
export function renderedLesson(step: Step, locale: Locale): Promise<RenderedLesson> {
  const byLocale = rendered.get(step) ?? new Map<Locale, Promise<RenderedLesson>>();
  rendered.set(step, byLocale);
  const known = byLocale.get(locale) ?? renderLesson(step, locale);
  byLocale.set(locale, known);
  return known;
}
