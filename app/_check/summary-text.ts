import { checkNames, type Outcomes } from './outcome.ts';

/** One line for each check, in English whatever the page's language: an instructor may have learners of both. */
export function summaryText(outcomes: Outcomes, browser: string): string {
  const lines = checkNames.map((name) => {
    const outcome = outcomes[name];
    const facts = Object.values(outcome?.facts ?? {}).join(' ');
    return `${name}: ${outcome?.state ?? 'not checked'}${facts === '' ? '' : ` (${facts})`}`;
  });
  return ['Vethlab browser check', ...lines, `browser: ${browser}`].join('\n');
}
