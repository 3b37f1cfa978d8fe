'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { timeText } from './timeline.ts';

interface JumpListProps {
  readonly entries: readonly { readonly at: number; readonly label: ReactNode }[];
  readonly name: 'mark' | 'command';
  readonly onJump: (seconds: number) => void;
}

/** Moments of a recording, in order; each jumps there. */
export function JumpList({ entries, name, onJump }: JumpListProps) {
  const t = useTranslations('replay');
  return (
    <ol tabIndex={entries.length > 0 ? 0 : -1} className="max-h-72 overflow-y-auto rounded-md text-base empty:hidden">
      {entries.map(({ at, label }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a recording does not change under its page.
        <li key={index}>
          <button
            type="button"
            data-jump={name}
            data-at={at}
            title={t('at', { time: timeText(at) })}
            onClick={() => onJump(at)}
            className="flex w-full items-start justify-between gap-3 rounded-md px-2 py-1 text-left hover:bg-sunken"
          >
            <span className="min-w-0 break-words">{label}</span>
            <span className="tabular shrink-0 text-sm text-ink-faint">{timeText(at)}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}
