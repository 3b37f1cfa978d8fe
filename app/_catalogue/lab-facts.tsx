import { useTranslations } from 'next-intl';
import type { Lab } from '../../labs/core/lab.ts';

/** Length, level, steps and images of a lab. */
export function LabFacts({ lab }: { readonly lab: Lab }) {
  const t = useTranslations('catalogue');
  const measure = [t('minutes', { minutes: lab.minutes }), t('steps', { count: lab.steps.length }), t(`level.${lab.level}`)];
  return (
    <div className="tabular space-y-0.5 text-base text-ink-faint">
      <p>{measure.join(' · ')}</p>
      <p>{t('images', { images: lab.images.join(', ') })}</p>
    </div>
  );
}
