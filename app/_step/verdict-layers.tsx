'use client';

import { useLocale, useTranslations } from 'next-intl';
import type { Failed } from '../../labs/core/verdict.ts';
import { InlineText } from '../_ui/inline-text.tsx';

const layers = ['expected', 'found', 'look'] as const;

/** Why a verdict says no, in three layers. */
export function VerdictLayers({ verdict }: { readonly verdict: Failed }) {
  const t = useTranslations('lesson.layers');
  const locale = useLocale();
  return (
    <dl className="grid gap-x-4 gap-y-2.5 text-base @md:grid-cols-[7rem_1fr]">
      {layers.map((layer) => (
        <div key={layer} className="contents">
          <dt className="text-sm font-semibold text-ink-faint @max-md:-mb-2 @md:pt-px">{t(layer)}</dt>
          <dd className={layer === 'found' ? 'text-ink' : 'text-ink-soft'}>
            <InlineText text={verdict[layer][locale]} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
