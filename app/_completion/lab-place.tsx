import Link from 'next/link';
import { useLocale } from 'next-intl';
import type { Lab } from '../../labs/core/lab.ts';
import { labPath } from '../_frame/paths.ts';

/** The lab's name in the bar, which leads back to it. */
export function LabPlace({ lab }: { readonly lab: Lab }) {
  const locale = useLocale();
  return (
    <p className="flex min-w-0 items-center gap-3 text-base">
      <span aria-hidden="true" className="h-4 w-px rotate-12 bg-line-strong" />
      <Link prefetch={false} href={labPath(locale, lab.slug)} className="truncate rounded-sm text-ink-soft hover:text-ink">
        {lab.title[locale]}
      </Link>
    </p>
  );
}
