import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { SkipLinks } from '../_frame/skip-links.tsx';
import { TopBar } from '../_frame/top-bar.tsx';

interface PlainPageProps {
  /** Says where one is, in the bar. */
  readonly place?: ReactNode;
  readonly width: 'text' | 'wide';
  readonly children: ReactNode;
}

const widths = { text: 'max-w-[46rem]', wide: 'max-w-[80rem]' } as const;

/** A page that is read from top to bottom, without a machine beside it. */
export function PlainPage({ place, width, children }: PlainPageProps) {
  const t = useTranslations('frame.skip');
  return (
    <>
      <SkipLinks links={[{ target: 'content', label: t('content') }]} />
      <TopBar>{place}</TopBar>
      <main id="content" tabIndex={-1} className={`mx-auto px-5 py-10 outline-none sm:px-8 ${widths[width]}`}>
        {children}
      </main>
    </>
  );
}
