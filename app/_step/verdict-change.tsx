'use client';

import { useTranslations } from 'next-intl';
import { InlineText } from '../_ui/inline-text.tsx';
import { newPieces } from './text-diff.ts';

interface ChangedTextProps {
  readonly before: string;
  readonly now: string;
}

/** A layer that has just changed: what is new in it is marked, by line and weight, and what it said before is told in words. */
export function ChangedText({ before, now }: ChangedTextProps) {
  const t = useTranslations('lesson.layers');
  const pieces = newPieces(before, now);
  return (
    <span data-changed={pieces === undefined ? 'all' : 'part'}>
      <span className="mr-1.5 rounded bg-warn-soft px-1.5 py-0.5 text-xs font-semibold text-warn">{t('changed')}</span>
      {pieces === undefined ? (
        <InlineText text={now} />
      ) : (
        pieces.map((piece, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never change places.
          <Marked key={index} {...piece} />
        ))
      )}
      <span className="mt-1 block text-sm text-ink-faint">
        <InlineText text={t('before', { found: before })} />
      </span>
    </span>
  );
}

function Marked({ text, isNew }: { readonly text: string; readonly isNew: boolean }) {
  if (!isNew) return <InlineText text={text} />;
  return (
    <mark className="fade-in bg-transparent font-semibold text-ink underline decoration-warn decoration-2 underline-offset-4">
      <InlineText text={text} />
    </mark>
  );
}
