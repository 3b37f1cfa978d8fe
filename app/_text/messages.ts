import type { locales } from '../../labs/core/local-text.ts';
import { catalogue } from './catalogue.ts';
import { certificate, completion } from './completion.ts';
import { frame } from './frame.ts';
import { lesson } from './lesson.ts';
import { machine } from './machine.ts';
import { notFound } from './not-found.ts';
import { preview } from './preview.ts';
import { queue } from './queue.ts';
import { replay } from './replay.ts';

function inLanguage<Language extends (typeof locales)[number]>(language: Language) {
  return {
    catalogue: catalogue[language],
    certificate: certificate[language],
    completion: completion[language],
    frame: frame[language],
    lesson: lesson[language],
    machine: machine[language],
    notFound: notFound[language],
    preview: preview[language],
    queue: queue[language],
    replay: replay[language],
  };
}

/** Every message of the site, as next-intl takes it. */
export const messages = { ko: inLanguage('ko'), en: inLanguage('en') };

export type Messages = (typeof messages)['en'];
