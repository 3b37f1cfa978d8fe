'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import type { Failed } from '../../labs/core/verdict.ts';
import { InlineText } from '../_ui/inline-text.tsx';
import { useChange } from './use-change.ts';
import type { ChangedText } from './verdict-change.tsx';

const layers = ['expected', 'found', 'look'] as const;

/** Why a verdict says no, in three layers. What changes in them is marked for a moment. */
export function VerdictLayers({ verdict }: { readonly verdict: Failed }) {
  const t = useTranslations('lesson.layers');
  const locale = useLocale();
  const before = useChange(verdict);
  const Changed = useChangedText(before !== undefined);
  return (
    <dl className="grid gap-x-4 gap-y-2.5 text-base @md:grid-cols-[7rem_1fr]">
      {layers.map((layer) => {
        const [was, is] = [before?.[layer][locale], verdict[layer][locale]];
        const isChanged = was !== undefined && was !== is;
        return (
          <div key={layer} className="contents">
            <dt className="text-sm font-semibold text-ink-faint @max-md:-mb-2 @md:pt-px">{t(layer)}</dt>
            <dd className={layer === 'found' ? 'text-ink' : 'text-ink-soft'}>
              {isChanged && Changed ? <Changed before={was} now={is} /> : <InlineText text={is} />}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

/** Most verdicts of a page never change, so what marks a change comes with the first one. */
function useChangedText(isWanted: boolean): typeof ChangedText | undefined {
  const [loaded, setLoaded] = useState<{ readonly Text: typeof ChangedText }>();
  useEffect(() => {
    // Without it the texts change unmarked.
    if (isWanted) import('./verdict-change.tsx').then(({ ChangedText: Text }) => setLoaded({ Text })).catch(() => undefined);
  }, [isWanted]);
  return loaded?.Text;
}
